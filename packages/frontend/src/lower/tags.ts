/** Reads `@owns`, `@borrows` and `@releases` from the JSDoc comment before a function. */

import type { Tag } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { isWrapper } from "./wrappers.ts";

/** `@owns` and `@borrows` alone speak of the result, `@releases` alone of `this`. */
export function tagsOf(body: BodyLowering, node: Node): readonly Tag[] {
  const host = commented(body, node);
  const start = host.getStart();
  if (start - host.pos < "/** @owns */".length) return [];
  const comment = lastJsDoc(body.file.syntax.text.slice(host.pos, start));
  return [...comment.matchAll(/@(owns|borrows|releases)\b[ \t]*([\p{ID_Start}$_][\p{ID_Continue}$]*)?/gu)].map(([, name, subject]) => ({
    name: name as Tag["name"],
    subject: subject ?? (name === "releases" ? "this" : "return"),
  }));
}

function lastJsDoc(trivia: string): string {
  const start = trivia.lastIndexOf("/**");
  const end = trivia.indexOf("*/", start);
  return start < 0 || end < 0 ? "" : trivia.slice(start, end);
}

/** The comment of `const f = () => …` stands before the statement. */
function commented(body: BodyLowering, node: Node): Node {
  let host = node;
  while (isWrapper(body, host.parent)) host = host.parent;
  const { parent } = host;
  switch (kindOf(body, parent)) {
    case "PropertyAssignment":
    case "PropertyDeclaration":
    case "ExportAssignment":
      return parent;
    case "VariableDeclaration":
      return parent.parent.declarations?.[0] === parent ? parent.parent.parent : parent;
    default:
      return node;
  }
}
