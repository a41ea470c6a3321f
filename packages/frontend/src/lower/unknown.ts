/** What cannot be lowered: it stays in the body with its reason and everything it mentions, and rules stay silent about it. */

import type { Span } from "@freehold/diagnostics/span";
import type { Operand, Place } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, placeOperand, temporary, undefinedAt, wholeLocal } from "./emit.ts";
import { resolveName } from "./scope.ts";

export function unknown(body: BodyLowering, node: Node, reason: string, target: Place): void {
  const span = spanOf(body, node);
  body.file.unknowns.push({ reason, span });
  assign(body, target, { kind: "unknown", reason, operands: mentioned(body, node) }, span);
}

export function unknownOperand(body: BodyLowering, node: Node, reason: string): Operand {
  const span = spanOf(body, node);
  const place = wholeLocal(temporary(body, span));
  unknown(body, node, reason, place);
  return placeOperand(place, span);
}

/** A node that a syntax error left out. */
export function missing(body: BodyLowering, span: Span): Operand {
  body.file.unknowns.push({ reason: "missing syntax", span });
  return undefinedAt(span);
}

/** Every name in the subtree that is not a member's. Iterative, because the subtree may be as deep as it likes. */
function mentioned(body: BodyLowering, node: Node): readonly Operand[] {
  const operands = new Map<string, Operand>();
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const kind = kindOf(body, next);
    if (kind === "Identifier" && next.text !== undefined && next.text !== "" && !operands.has(next.text)) {
      operands.set(next.text, placeOperand(resolveName(body, next.text, spanOf(body, next)), spanOf(body, next)));
    }
    const memberName = kind === "PropertyAccessExpression" ? next.name : undefined;
    next.forEachChild((child) => {
      if (child !== memberName) stack.push(child);
    });
  }
  return [...operands.values()];
}
