/** Where a body certainly releases or moves a local: what owned elsewhere is tracked for. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import type { Effect, EffectPosition, OwnedType } from "../contracts/contract.ts";
import { fieldsOf } from "./definitions.ts";
import type { Call } from "../contracts/resolve.ts";
import { ownedType } from "../contracts/owned-type.ts";
import { soleField } from "./calls.ts";
import type { Search } from "./owner-search.ts";
import { wholeLocal } from "../whole-local.ts";

export interface Ending {
  readonly how: "released" | "moved";
  readonly via: LocalId;
  readonly type: OwnedType;
  readonly span: Span;
}

const transferred: OwnedType = {
  key: "freehold:transferred",
  name: "transferable",
  what: "a transferable value",
  strength: "none",
  release: [],
  model: undefined,
  code: "absent",
};

/** Calls that certainly release or move a local. */
export function* endings(search: Search): Generator<Ending> {
  for (const { terminator: call } of search.body.blocks) {
    if (call.kind !== "call") continue;
    const contract = contractOf(search.contracts, call.call);
    for (const [position, effect] of contract.effects) {
      const operand = operandAt(search, call, position);
      if (operand === undefined) continue;
      if (effect.kind === "transfers" || (effect.kind === "moves" && isList(search, operand))) yield* movedIn(search, operand);
      const via = wholeLocal(operand) ?? bufferOwner(operand) ?? releasedThrough(search, operand, effect);
      if (via === undefined) continue;
      const span = search.body.locals[via]!.span;
      if (effect.kind === "releases" && effect.certain) {
        const type = effect.type ?? typeOfLocal(search, via) ?? effect.as;
        if (type !== undefined) yield { how: "released", via, type, span };
      } else if (effect.kind === "moves") yield { how: "moved", via, type: typeOfLocal(search, via) ?? transferred, span };
    }
  }
}

/** What a position names: the receiver, an argument, or a field of one that is a literal. */
function operandAt({ definitions }: Search, { callee, args }: Call, position: EffectPosition): Operand | undefined {
  if (position === "this") return callee.kind === "method" ? callee.receiver : undefined;
  if (typeof position === "number") return args[position]?.value;
  const [index, field] = position.split(".");
  const local = args[Number(index)] && wholeLocal(args[Number(index)]!.value);
  return local === undefined ? undefined : fieldsOf(definitions, local, field!)[0];
}

/** `[first, second]`: whoever takes it by value takes what is in it. */
function isList({ definitions }: Search, operand: Operand): boolean {
  const local = wholeLocal(operand);
  return local !== undefined && definitions.values.get(local)?.kind === "array";
}

function* movedIn(search: Search, list: Operand): Generator<Ending> {
  const local = wholeLocal(list);
  const literal = local === undefined ? undefined : search.definitions.values.get(local);
  if (literal?.kind !== "array" && literal?.kind !== "object") return;
  for (const { value } of literal.members) {
    const via = wholeLocal(value) ?? bufferOwner(value);
    if (via === undefined) continue;
    if (isNamed(search.body, via))
      yield { how: "moved", via, type: typeOfLocal(search, via) ?? transferred, span: search.body.locals[via]!.span };
    else yield* movedIn(search, value);
  }
}

function bufferOwner(operand: Operand): LocalId | undefined {
  if (operand.kind !== "place" || operand.place.path.length !== 1) return undefined;
  const step = operand.place.path[0]!;
  return step.kind === "field" && step.name === "buffer" ? operand.place.local : undefined;
}

/** `disposeData(tensor.dataId)` ends `tensor`. */
function releasedThrough(search: Search, operand: Operand, effect: Effect): LocalId | undefined {
  const field = effect.kind === "releases" ? soleField(operand) : undefined;
  return field !== undefined && typeOfLocal(search, field.local)?.model?.releasedThrough?.includes(field.name) === true
    ? field.local
    : undefined;
}

function typeOfLocal(search: Search, local: LocalId): OwnedType | undefined {
  const type = search.knowledge.program.answers[search.body.id]?.locals.get(local);
  return type === undefined ? undefined : ownedType(search.knowledge, type);
}

/** The type under which a binding is released somewhere in this body. */
export function releasedTypeOf(search: Search, binding: LocalId): OwnedType | undefined {
  for (const ending of endings(search)) if (ending.via === binding) return ending.type;
  return undefined;
}

export function isNamed(body: Body, local: LocalId): boolean {
  const kind = body.locals[local]?.kind.kind;
  return kind === "param" || kind === "binding" || kind === "capture";
}
