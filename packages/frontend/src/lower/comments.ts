/** What a file says to the checker: its `// freehold-…` comments, and whether it opts into strict checking. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Comment } from "@freehold/mir/program";
import type { KindName, Node, SourceFileSyntax } from "../syntax.ts";

/** In source order. */
export function freeholdComments(syntax: SourceFileSyntax, path: FilePath): readonly Comment[] {
  return [...syntax.text.matchAll(/\/\/[ \t]*freehold-[^\r\n\u2028\u2029]*/g)]
    .filter((match) => isComment(syntax, match.index))
    .map((match): Comment => {
      const text = match[0].trimEnd();
      return { text, span: { file: path, start: match.index, end: match.index + text.length } };
    });
}

/** `"use freehold"` is its first directive. */
export function isStrict(syntax: SourceFileSyntax): boolean {
  const first = syntax.root.statements?.[0]?.expression;
  return first !== undefined && syntax.kindName(first.kind) === "StringLiteral" && first.text === "use freehold";
}

/** In no token and no other comment: strings, templates and documentation may talk about comments. */
function isComment(syntax: SourceFileSyntax, offset: number): boolean {
  if (isInText(syntax, offset)) return false;
  const opening = syntax.text.lastIndexOf("/*", offset);
  return opening < 0 || syntax.text.slice(opening, offset).includes("*/") || isInText(syntax, opening);
}

/** Between the first and the last character of a token that may hold anything. */
function isInText(syntax: SourceFileSyntax, offset: number): boolean {
  let node: Node | undefined = syntax.root;
  let innermost: Node = syntax.root;
  for (; node !== undefined; node = childAt(node, offset)) innermost = node;
  return holdsText(syntax.kindName(innermost.kind)) && innermost.getStart() <= offset;
}

function childAt(node: Node, offset: number): Node | undefined {
  return node.forEachChild((child) => (child.pos <= offset && offset < child.end ? child : undefined));
}

function holdsText(kind: KindName): boolean {
  switch (kind) {
    case "StringLiteral":
    case "NoSubstitutionTemplateLiteral":
    case "TemplateHead":
    case "TemplateMiddle":
    case "TemplateTail":
    case "RegularExpressionLiteral":
    case "JsxText":
      return true;
    default:
      return false;
  }
}
