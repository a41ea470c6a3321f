/** Names of members: written plainly, in quotes, as a well-known symbol, or computed. */

import type { Span } from "@freehold/diagnostics/span";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { lookUp } from "./scope.ts";
import { unwrap } from "./wrappers.ts";

export type MemberKey =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "computed"; readonly expression: Node };

/** Of the `name` of a property, method or binding element. */
export function memberName(body: BodyLowering, name: Node): MemberKey {
  if (kindOf(body, name) === "ComputedPropertyName" && name.expression !== undefined) return elementKey(body, name.expression);
  return { kind: "name", name: name.text ?? "", span: spanOf(body, name) };
}

/** Of what stands between brackets. */
export function elementKey(body: BodyLowering, wrapped: Node): MemberKey {
  const node = unwrap(body, wrapped);
  const constant = constantKey(body, node);
  return constant === undefined ? { kind: "computed", expression: node } : { kind: "name", name: constant, span: spanOf(body, node) };
}

function constantKey(body: BodyLowering, node: Node): string | undefined {
  switch (kindOf(body, node)) {
    case "StringLiteral":
    case "NumericLiteral":
    case "NoSubstitutionTemplateLiteral":
      return node.text;
    case "PropertyAccessExpression":
      return wellKnownSymbol(body, node);
    case "Identifier":
      return disposeByAlias(node.text ?? "");
    default:
      return undefined;
  }
}

function wellKnownSymbol(body: BodyLowering, node: Node): string | undefined {
  const object = node.expression;
  const isSymbol = object?.text === "Symbol" && kindOf(body, object) === "Identifier" && lookUp(body, "Symbol") === undefined;
  return isSymbol && node.name?.text !== undefined ? `[Symbol.${node.name.text}]` : undefined;
}

/** `[disposeSymbol]`: code that also runs where the platform has no such symbol keeps its own under a name that says so. */
function disposeByAlias(name: string): string | undefined {
  const words = name.replace(/[^A-Za-z]/g, "").toLowerCase();
  if (words === "disposesymbol" || words === "symboldispose") return "[Symbol.dispose]";
  return words === "asyncdisposesymbol" || words === "symbolasyncdispose" ? "[Symbol.asyncDispose]" : undefined;
}
