/** A stretch of source text: the one currency in which every layer says "here". */

/** A file's path as the project knows it: absolute, with forward slashes. */
export type FilePath = string & { readonly [filePath]: true };
declare const filePath: unique symbol;

/** Half-open range of UTF-16 offsets, `start` included and `end` excluded. */
export interface Span {
  readonly file: FilePath;
  readonly start: number;
  readonly end: number;
}

export function asFilePath(path: string): FilePath {
  return path.replaceAll("\\", "/") as FilePath;
}

/** Source order: by file, then start, then the longer span first. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || b.end - a.end;
}
