/** The bodies of one file, for questions that end with the file: each of them asked of the whole program would be quadratic. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";

/** In the order of the program. */
export function bodiesOf(program: Program, file: FilePath): readonly Body[] {
  return byFile(program).get(file) ?? [];
}

const byFile: (program: Program) => ReadonlyMap<FilePath, readonly Body[]> = remembering(({ bodies }: Program) => {
  const files = new Map<FilePath, Body[]>();
  for (const body of bodies) {
    const known = files.get(body.file);
    if (known === undefined) files.set(body.file, [body]);
    else known.push(body);
  }
  return files;
});
