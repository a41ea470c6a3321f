/** The variables of a body that are written `any` or `unknown`, and what is only another name for one of them or a part of it. */

import type { LocalId, Operand, Statement, Terminator } from "@freehold/mir/body";
import type { DeclaredType } from "@freehold/mir/declared";
import { definedPlace } from "@freehold/mir/walk";
import { elementOfTop, topTypeAt, topTypes, type TopType } from "./top-types.ts";
import type { BodyTypes } from "./typing.ts";

export type UnknownLocals = ReadonlyMap<LocalId, DeclaredType>;

export function unknownLocals({ body, world }: BodyTypes): UnknownLocals {
  const written = world.declarations.locals.get(body.id);
  const known = new Map<LocalId, DeclaredType>();
  for (const { id, kind } of body.locals) {
    const around = kind.kind === "capture" ? world.declarations.locals.get(kind.body)?.get(kind.local) : undefined;
    const type = around === undefined ? written?.get(id) : onlyAny(around);
    const isCaught = kind.kind === "binding" && kind.declared === "catch";
    if (type !== undefined && !isCaught && topTypes(type).length > 0) known.set(id, type);
  }
  let size = 0;
  while (known.size > size) {
    size = known.size;
    for (const { statements, terminator } of body.blocks) for (const node of [...statements, terminator]) spread(node);
  }
  return known;

  function spread(node: Statement | Terminator): void {
    const target = definedPlace(node);
    if (target === undefined || target.path.length > 0 || known.has(target.local) || written?.has(target.local) === true) return;
    if (body.locals[target.local]?.kind.kind === "return") return;
    const type = passedOn(known, node);
    if (type !== undefined) known.set(target.local, type);
  }
}

export function topTypeOf(known: UnknownLocals, operand: Operand): TopType | undefined {
  if (operand.kind === "constant") return undefined;
  const type = known.get(operand.place.local);
  return type === undefined ? undefined : topTypeAt(type, operand.place.path);
}

/** A closure does not see what was asked before it was made; where the compiler asks, that is no matter. */
function onlyAny(type: DeclaredType): DeclaredType | undefined {
  return topTypes(type).some(({ text }) => text === "any") ? type : undefined;
}

function passedOn(known: UnknownLocals, node: Statement | Terminator): DeclaredType | undefined {
  switch (node.kind) {
    case "assign":
      return node.value.kind === "use" ? topTypeOf(known, node.value.operand) : undefined;
    case "await":
      return topTypeOf(known, node.operand);
    case "next": {
      if (node.iterated.kind === "constant" || node.iterated.place.path.length > 0) return undefined;
      const type = known.get(node.iterated.place.local);
      return type === undefined ? undefined : elementOfTop(type);
    }
    default:
      return undefined;
  }
}
