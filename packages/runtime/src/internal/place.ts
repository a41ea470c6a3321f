/** Finds the caller's place in a stack: the first frame that is not the library's own. */

/** Of the deepest chain of the library's own frames, with some to spare. */
const framesRead = 24;

/** `file:line:column` of whoever called into the library; `undefined` where the engine's stack does not tell it. */
export function callerPlace(): string | undefined {
  const before = stacks.stackTraceLimit;
  if (before !== undefined) stacks.stackTraceLimit = framesRead;
  const { stack } = new Error("place");
  if (before !== undefined) stacks.stackTraceLimit = before;
  return stack === undefined ? undefined : firstForeignFrame(stack.split("\n"));
}

/** Only V8 and JavaScriptCore have a limit. */
const stacks = Error as ErrorConstructor & { stackTraceLimit?: number };

function firstForeignFrame(lines: readonly string[]): string | undefined {
  const places = lines.map(frameOf).filter((place) => place !== undefined);
  const [own] = places;
  if (own === undefined) return undefined;
  const home = homeOf(fileOf(own));
  return places.find((place) => !place.startsWith(home));
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
