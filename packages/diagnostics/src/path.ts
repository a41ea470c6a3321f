/** Paths as people read them: relative to the folder they stand in. */

import type { FilePath } from "./span.ts";

/** `src/a.ts`, `../b.ts`; a path on another drive stays absolute. */
export function relativePath(root: FilePath, path: FilePath): string {
  const from = root.split("/").filter((part) => part !== "");
  const to = path.split("/").filter((part) => part !== "");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  if (common === 0 && /^[A-Za-z]:$/.test(to[0] ?? "")) return path;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}
