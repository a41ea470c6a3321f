/** Temporary values end with the statement that makes them, unless the statement binds a borrow of them by its name. */

import type { Body, Local, LocalId, Statement, Terminator } from "@freehold/mir/body";
import { remembering } from "@freehold/mir/remembering";
import { definedPlace } from "@freehold/mir/walk";
import { endsWithScope } from "./ends.ts";
import type { BodyTypes } from "./typing.ts";

/** Those that end behind `node`, the last of its statement: it is what writes to a name or a field. */
export function endingTemporaries(types: BodyTypes, node: Statement | Terminator): readonly LocalId[] {
  const { body } = types;
  const target = definedPlace(node);
  const temporaries = thatEnd(types);
  if (target === undefined || temporaries.length === 0 || body.locals[target.local]!.kind.kind === "temporary") return [];
  const extended = node.kind === "call" && types.call(node).kind === "borrow" ? node.args.map(({ value }) => localOf(value)) : [];
  const isDeclared = target.path.length === 0 && isDeclaration(types, target.local, node);
  if (isDeclared && node.kind === "assign") return [];
  return temporaries
    .filter(({ id, span }) => node.span.start <= span.start && span.end <= node.span.end && !(isDeclared && extended.includes(id)))
    .map(({ id }) => id);
}

/** Most bodies have none. */
const thatEnd = remembering((types: BodyTypes): readonly Local[] =>
  types.body.locals.filter(({ id, kind }) => kind.kind === "temporary" && endsWithScope(types.localType(id))),
);

function localOf(operand: Extract<Terminator, { kind: "call" }>["args"][number]["value"]): LocalId | undefined {
  return operand.kind === "place" ? operand.place.local : undefined;
}

/** `const r = …`: the first of all that write to it, and behind its name. */
function isDeclaration({ body }: BodyTypes, local: LocalId, node: Statement | Terminator): boolean {
  const { kind, span } = body.locals[local]!;
  return kind.kind === "binding" && span.start <= node.span.start && firstWrites(body).get(local) === node.span.start;
}

/** Where each local is written first in the text. */
const firstWrites = remembering((body: Body): ReadonlyMap<LocalId, number> => {
  const first = new Map<LocalId, number>();
  for (const { statements, terminator } of body.blocks) {
    for (const node of [...statements, terminator]) {
      const local = definedPlace(node)?.local;
      if (local !== undefined) first.set(local, Math.min(first.get(local) ?? Infinity, node.span.start));
    }
  }
  return first;
});
