/** `freehold why`: the story of the resource that one variable owns. */

import { ownerStory } from "@freehold/checker/why";
import { renderStory } from "@freehold/diagnostics/render/text";
import { lineEnd, type SourceFile, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath, type Span } from "@freehold/diagnostics/span";
import { resolve } from "node:path";
import type { Command } from "./arguments.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { progressOn } from "./progress.ts";
import { openProject, readSettings, tellProblems } from "./project.ts";
import { misuse } from "./tell.ts";
import { textOptions } from "./terminal.ts";
import { version } from "./version.ts";
import type { World } from "./world.ts";

export function runWhy({ file, line, column, look }: Command & { readonly kind: "why" }, world: World): ExitCode {
  const settings = readSettings(world);
  const project = settings && openProject([file], settings, world, progressOn(world));
  if (settings === undefined || project === undefined) return exitCode.misuse;
  tellProblems(project.loaded, world);
  const { program } = project.loaded;
  const path = asFilePath(resolve(world.cwd, file));
  const files = new Map(program.files.map((found) => [found.path, sourceFile(found.path, found.text)]));
  const source = files.get(path);
  if (source === undefined) return misuse(world, project.complete ? [`\`${file}\` owns nothing: no resource is mentioned in it`] : []);
  const place = placeOf(source, line, column);
  if (place === undefined) return misuse(world, [`\`${file}\` has no ${column === undefined ? "" : `column ${column} on a `}line ${line}`]);
  const story = ownerStory(program, settings.models, place);
  if (story === undefined)
    return misuse(world, [
      `Nothing at \`${[file, line, ...(column === undefined ? [] : [column])].join(":")}\` owns a resource: point at a variable that does, or at a function`,
    ]);
  const report = {
    diagnostics: [story],
    files,
    root: world.cwd,
    version: version(),
    checkedFiles: files.size,
    functions: { owning: 0, releasing: 0 },
  };
  world.out.write(renderStory(story, report, textOptions(look, world.out, world)));
  return exitCode.clean;
}

/** A column, or all of the line. */
function placeOf(source: SourceFile, line: number, column: number | undefined): Span | undefined {
  const first = source.lineStarts[line - 1];
  if (first === undefined) return undefined;
  const end = lineEnd(source, line);
  const start = first + (column ?? 1) - 1;
  if (start > end) return undefined;
  return { file: source.path, start, end: column === undefined ? end : start };
}
