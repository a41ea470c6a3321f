/** Decoding: what is text, and what is told apart with a sentence. */

import { expect, test } from "vitest";
import { asFilePath } from "@freehold/diagnostics/span";
import { decodeSource, sourceProblem, type SourceText } from "../../src/source-text.ts";

const cases: readonly { readonly says: string; readonly bytes: Uint8Array; readonly source: SourceText | string }[] = [
  { says: "UTF-8 is text", bytes: Buffer.from("const é = 1;"), source: { kind: "text", text: "const é = 1;" } },
  { says: "a byte order mark is not part of the text", bytes: Buffer.from("\ufeffx"), source: { kind: "text", text: "x" } },
  { says: "UTF-16 with a byte order mark is text", bytes: Buffer.from("\ufeffé", "utf16le"), source: { kind: "text", text: "é" } },
  {
    says: "Latin-1 is not UTF-8, and the first bad byte is named",
    bytes: Buffer.from("'caf\xe9'", "latin1"),
    source: "`a.ts` is not UTF-8 (byte 4 cannot be decoded): save it as UTF-8 to have it checked",
  },
  {
    says: "a file that ends within a character is not UTF-8",
    bytes: Buffer.from("é").subarray(0, 1),
    source: "`a.ts` is not UTF-8 (byte 0 cannot be decoded): save it as UTF-8 to have it checked",
  },
  {
    says: "more than ten megabytes are too many",
    bytes: Buffer.alloc(11 * 1024 * 1024, "x\n"),
    source: "`a.ts` holds 11 MB of text, more than 10: it is not checked",
  },
  {
    says: "a line of more than five megabytes is generated code",
    bytes: Buffer.from(`a\n${"x".repeat(6 * 1024 * 1024)}\n`),
    source: "`a.ts` line 2 is 6 MB long, more than 5, as only generated code is: it is not checked",
  },
  {
    says: "six megabytes of short lines are text",
    bytes: Buffer.from("x\n".repeat(3 * 1024 * 1024)),
    source: { kind: "text", text: "x\n".repeat(3 * 1024 * 1024) },
  },
];

test.each(cases)("$says", ({ bytes, source }) => {
  const decoded = decodeSource(bytes);
  if (typeof source !== "string") expect(decoded).toEqual(source);
  else expect(decoded.kind === "text" ? decoded : sourceProblem(asFilePath("/a.ts"), "a.ts", decoded).message).toBe(source);
});
