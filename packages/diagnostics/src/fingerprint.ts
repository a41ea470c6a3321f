/**
 * A finding's name for life: the same after lines moved, the file was renamed or its whitespace changed. It holds the code, the
 * enclosing declarations, the text the finding is about, and which of several equal ones in its file it is.
 */

import { type Diagnostic, primaryLabel } from "./diagnostic.ts";
import type { SourceFile } from "./source-file.ts";
import type { FilePath } from "./span.ts";

/** One fingerprint for each diagnostic, in their order: `E0382/Store.add/log/1`. */
export function fingerprints(diagnostics: readonly Diagnostic[], files: ReadonlyMap<FilePath, SourceFile>): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { file, start, end } = primaryLabel(diagnostic).span;
    // Cut when the whitespace is gone, or lines that end otherwise would leave less of the text.
    const text = normalised(files.get(file)?.text.slice(start, end) ?? "").slice(0, longestText);
    const key = `${diagnostic.code}/${diagnostic.scope.join(".")}/${text}`;
    const ordinal = (seen.get(`${file}/${key}`) ?? 0) + 1;
    seen.set(`${file}/${key}`, ordinal);
    return `${key}/${ordinal}`;
  });
}

/** Enough to tell expressions apart; a whole function body would change with every edit in it. */
const longestText = 120;

function normalised(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
