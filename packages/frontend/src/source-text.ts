/** Decodes a file as TypeScript would, and tells apart what is not worth or not safe to check. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Problem } from "./problem.ts";

export type SourceText =
  | { readonly kind: "text"; readonly text: string }
  /** The system's word: `EACCES`, `ELOOP`. */
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "not-utf8"; readonly offset: number }
  | { readonly kind: "too-large"; readonly megabytes: number }
  | { readonly kind: "line-too-long"; readonly line: number; readonly megabytes: number };

const megabyte = 1024 * 1024;
const maxBytes = 10 * megabyte;
const maxLine = 5 * megabyte;

export function decodeSource(bytes: Uint8Array): SourceText {
  if (bytes.length > maxBytes) return { kind: "too-large", megabytes: Math.round(bytes.length / megabyte) };
  const text = decode(bytes);
  if (text === undefined) return { kind: "not-utf8", offset: firstBadByte(bytes) };
  return longLine(text) ?? { kind: "text", text };
}

export function sourceProblem(file: FilePath, shown: string, source: Exclude<SourceText, { readonly kind: "text" }>): Problem {
  switch (source.kind) {
    case "unreadable":
      return { kind: "file-unreadable", message: `\`${shown}\` cannot be read (${source.reason}): it is not checked`, file, fatal: false };
    case "not-utf8":
      return {
        kind: "file-not-utf8",
        message: `\`${shown}\` is not UTF-8 (byte ${source.offset} cannot be decoded): save it as UTF-8 to have it checked`,
        file,
        fatal: false,
      };
    case "too-large":
      return {
        kind: "file-too-large",
        message: `\`${shown}\` holds ${source.megabytes} MB of text, more than 10: it is not checked`,
        file,
        fatal: false,
      };
    case "line-too-long":
      return {
        kind: "line-too-long",
        message: `\`${shown}\` line ${source.line} is ${source.megabytes} MB long, more than 5, as only generated code is: it is not checked`,
        file,
        fatal: false,
      };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** TypeScript reads UTF-16 that says so by a byte order mark. */
function encodingOf([first, second]: Uint8Array): "utf-16le" | "utf-16be" | "utf-8" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** By halving: a prefix decodes, as a stream that may end within a character, when the bad byte comes after it; then back to where that character began. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle), "so far")) good = middle;
    else bad = middle;
  }
  while (good > 0 && !decodes(bytes.subarray(0, good), "whole")) good--;
  return good;
}

function decodes(bytes: Uint8Array, extent: "whole" | "so far"): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: extent === "so far" });
    return true;
  } catch {
    return false;
  }
}

function longLine(text: string): SourceText | undefined {
  if (text.length <= maxLine) return undefined;
  const lines = text.split("\n");
  const index = lines.findIndex((line) => line.length > maxLine);
  return index < 0 ? undefined : { kind: "line-too-long", line: index + 1, megabytes: Math.round(lines[index]!.length / megabyte) };
}
