/** Finds the caller's place in a stack: the first frame that is not the library's own. */

/** Engines write every frame that they are asked for, so a few are asked for first: of most calls the library's own frames are three or four. */
const fewFrames = 6;

/** Of the deepest chain of the library's own frames, with some to spare. */
const manyFrames = 48;

/** `file:line:column` of whoever called into the library; `undefined` where the engine's stack does not tell it. */
export function callerPlace(): string | undefined {
  return callerWithin(fewFrames) ?? callerWithin(manyFrames);
}

function callerWithin(frames: number): string | undefined {
  const before = stacks.stackTraceLimit;
  if (before !== undefined) stacks.stackTraceLimit = frames;
  const { stack } = new Error("place");
  if (before !== undefined) stacks.stackTraceLimit = before;
  return stack === undefined ? undefined : firstForeignFrame(stack.split("\n"));
}

/** Only V8 and JavaScriptCore have a limit. */
const stacks = Error as ErrorConstructor & { stackTraceLimit?: number };

/** Stops at the first that it finds: frames are many, and those of the library few. */
function firstForeignFrame(lines: readonly string[]): string | undefined {
  let home: string | undefined;
  for (const line of lines) {
    const place = frameOf(line);
    if (place === undefined) continue;
    home ??= homeOf(fileOf(place));
    if (!place.startsWith(home)) return place;
  }
  return undefined;
}

/** V8 writes `at name (file:line:column)`, the others `name@file:line:column`. */
function frameOf(line: string): string | undefined {
  const place = /(?:\(|@|\bat )((?:async )?[^()@]*:\d+:\d+)\)?$/.exec(line)?.[1];
  return place?.replace(/^async /, "").replace(/^file:\/\/(?=\/)/, "");
}

function fileOf(place: string): string {
  return place.replace(/:\d+:\d+$/, "");
}

/** The library's folder; in a bundle, its file. */
function homeOf(file: string): string {
  return /^(.*\/)internal\/place\.[jt]s/.exec(file)?.[1] ?? file;
}
