/** One compiler server for a test file, and `lower` for snippets. */

import { asFilePath } from "@freehold/diagnostics/span";
import { API } from "typescript/sync";
import { afterAll } from "vitest";
import { lowerFile, type LoweredFile } from "../../src/lower/file.ts";
import { syntaxOf } from "../../src/ts7/parse.ts";

const api = new API();
afterAll(() => api.close());

/** Bodies are numbered from `firstBody`; the file is called `/spec.ts` or as its language says. */
export function lower(code: string, language = "ts", firstBody = 0): LoweredFile {
  const path = `/spec.${language}`;
  const source = api.createSourceFile(path, code);
  const file = lowerFile(syntaxOf(source.sourceFile), asFilePath(path), firstBody);
  source.dispose();
  return file;
}
