/** Reads the trees of the TypeScript 7 API as the syntax that lowering knows. */

import { SyntaxKind } from "typescript/ast";
import type { SourceFile } from "typescript/ast";
import type { KindName, SourceFileSyntax } from "../syntax.ts";

/** `sourceFile` must stay alive (its snapshot or lease undisposed) as long as the syntax is read. */
export function syntaxOf(sourceFile: SourceFile): SourceFileSyntax {
  return { root: sourceFile, text: sourceFile.text, kindName };
}

export function kindName(kind: number): KindName {
  return kindNames[kind] ?? "Unknown";
}

/** `SyntaxKind` names some numbers twice; its own names come first, the `First…` and `Last…` aliases after. */
const kindNames: readonly KindName[] = Object.entries(SyntaxKind).reduce<KindName[]>((names, [name, kind]) => {
  if (typeof kind === "number") names[kind] ??= name as KindName;
  return names;
}, []);
