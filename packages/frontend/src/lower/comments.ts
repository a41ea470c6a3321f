/** What a file says to the checker: its `// freehold-…` comments, and whether it opts into strict checking. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Comment } from "@freehold/mir/program";
import type { Node, SourceFileSyntax } from "../syntax.ts";

/** In source order. */
export function freeholdComments(syntax: SourceFileSyntax, path: FilePath): readonly Comment[] {
  return [...syntax.text.matchAll(/\/\/[ \t]*freehold-[^\r\n\u2028\u2029]*/g)]
    .filter((match) => isTrivia(syntax.root, match.index))
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

/** Inside no token: strings and templates may talk about comments. */
function isTrivia(root: Node, offset: number): boolean {
  let node = root;
  for (;;) {
    const child = node.forEachChild((each) => (each.pos <= offset && offset < each.end ? each : undefined));
    if (child === undefined) return node === root || offset < node.getStart() || hasChildren(node);
    node = child;
  }
}

function hasChildren(node: Node): boolean {
  return node.forEachChild(() => true) === true;
}
