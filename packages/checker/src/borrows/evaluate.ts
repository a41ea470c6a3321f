/** Evaluates one operand: a copy, a borrow, a reborrow or a move, as its own type and the expected one ask. */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId } from "@freehold/mir/body";
import type { BorrowKind } from "@freehold/mir/declared";
import type { StepDraft } from "./draft.ts";
import type { Input } from "./inputs.ts";
import { asked, dereferenced, typedPlace, type TypedPlace } from "./place.ts";
import { relate } from "./relate.ts";
import type { Access, AccessKind, Loan, Move, Subset, ValueId } from "./step.ts";
import { copyType, isMoved, regionsOf, type RegionId, type Type } from "./type.ts";

/** On its way from where it is evaluated to where it is taken. */
export interface Value {
  readonly id: ValueId | undefined;
  readonly type: Type;
  /** Called where it is taken: what was only reserved is borrowed now. */
  settle(): Value;
}

export function evaluate(draft: StepDraft, { operand, expected, mode }: Input): Value {
  if (operand.kind === "constant") return plainValue(undefined, copyType);
  const { place, span } = operand;
  const from = typedPlace(draft.types.localType(place.local), place);
  if (mode === "end") return movePlace(draft, dereferenced(from), span, "ended");
  if (expected !== undefined) faultUsedUp(draft, from.type, expected);
  if (expected?.kind === "unknown" && (isMoved(from.type) || regionsOf(from.type).length > 0)) {
    draft.fault({ kind: "lost", place: from, span, reason: expected.reason });
  }
  const lending = mode === "test" ? undefined : lentByAccessor(from, expected, mode);
  if (lending !== undefined) return borrowPlace(draft, dereferenced(from), lending, span);
  if (mode === "take") return isMoved(from.type) ? movePlace(draft, from, span) : copyPlace(draft, from, span);
  if (mode === "receiver" && from.type.kind === "borrow" && expected?.kind === "class") return movePlace(draft, dereferenced(from), span);
  if (mode === "value" && from.type.kind === "borrow" && expected !== undefined && isOwner(expected)) {
    return movePlace(draft, dereferenced(from), span);
  }
  const borrow = mode === "test" ? undefined : wantedBorrow(from.type, expected, mode);
  if (borrow !== undefined) {
    const target = from.type.kind === "borrow" ? dereferenced(from) : from;
    if (borrow === "exclusive" && mode === "receiver") return reserve(draft, target, span);
    return borrowPlace(draft, target, borrow, span, mode === "capture" ? "closure" : "hand");
  }
  if (mode === "test") return testPlace(draft, from, span);
  if (mode === "look" || !isMoved(from.type)) return copyPlace(draft, from, span, mode === "look" ? undefined : waitedFor(from));
  return movePlace(draft, from, span);
}

/** Who gets a borrow instead of the value would be taking what somebody else owns. */
function isOwner(expected: Type): boolean {
  switch (expected.kind) {
    case "class":
    case "collection":
    case "record":
    case "own":
      return isMoved(expected);
    case "union":
      return expected.parts.every(isOwner);
    default:
      return false;
  }
}

/** A function that is not given away for good. */
function mayBeCalledAgain(expected: Type): boolean {
  return expected.kind === "function" || (expected.kind === "borrow" && mayBeCalledAgain(expected.of));
}

/** A closure that gives away what it captured cannot be called twice. */
export function faultUsedUp(draft: StepDraft, type: Type, expected: Type): void {
  if (type.kind === "borrow") return faultUsedUp(draft, type.of, expected);
  if (type.kind !== "closure" || !mayBeCalledAgain(expected)) return;
  for (const { place, usedUp } of type.captures) {
    if (usedUp === undefined) continue;
    draft.fault({ kind: "moved-out", place: typedPlace(draft.types.localType(place.local), place), span: usedUp, by: "closure" });
  }
}

/** Absent where the value itself is wanted. A shared reference is copied, an exclusive one lends what it points to. */
function wantedBorrow(type: Type, expected: Type | undefined, mode: Input["mode"]): BorrowKind | undefined {
  if (type.kind === "borrow") {
    if (expected?.kind === "borrow") return type.how === "shared" && expected.how === "shared" ? undefined : expected.how;
    if (mode === "look") return type.how === "exclusive" ? "shared" : undefined;
    return type.how === "exclusive" ? "exclusive" : undefined;
  }
  if (mode === "capture" && expected?.kind === "borrow") return expected.how;
  if (!isMoved(type)) return undefined;
  if (mode === "look") return "shared";
  return expected?.kind === "borrow" ? expected.how : undefined;
}

/** What a getter gives of what it is asked of, is borrowed by who gets it. */
function lentByAccessor({ path, type }: TypedPlace, expected: Type | undefined, mode: Input["mode"]): BorrowKind | undefined {
  const last = path.at(-1);
  if (last?.kind !== "accessor" || last.gives !== "a borrow" || type.kind !== "borrow") return undefined;
  if (expected !== undefined && isOwner(expected)) return undefined;
  if (expected?.kind === "borrow") return expected.how;
  return mode === "look" || mode === "receiver" ? "shared" : type.how;
}

/** Who gets a promise by value waits for it, or hands it on. */
function waitedFor({ local, path, type }: TypedPlace): LocalId | undefined {
  return type.kind === "running" && path.length === 0 ? local : undefined;
}

function copyPlace(draft: StepDraft, from: TypedPlace, span: Span, settles?: LocalId): Value {
  const type = draft.types.refreshed(from.type);
  const id = draft.value(type);
  const isLocal = draft.isOwnValue(from);
  draft.step({
    span,
    accesses: isLocal ? [touch(from, "read", span)] : [],
    uses: [draft.localValue(from.local)],
    defines: id,
    subsets: relate(from.type, type),
    settles,
  });
  return plainValue(id, type);
}

/** `x !== undefined`: what was given away may be asked after, and what is lent exclusively may not. */
function testPlace(draft: StepDraft, from: TypedPlace, span: Span): Value {
  draft.step({ span, accesses: [touch(from, "test", span)], uses: [draft.localValue(from.local)] });
  return plainValue(undefined, copyType);
}

function movePlace(draft: StepDraft, from: TypedPlace, span: Span, how: Move["how"] = "given"): Value {
  const last = from.path.at(-1);
  // What a getter made for who asks is nobody else's.
  if (last?.kind === "accessor" && last.gives === "a value") return copyPlace(draft, from, span);
  const type = draft.types.refreshed(from.type);
  const id = draft.value(type);
  draft.step({
    span,
    accesses: [touch(from, "move", span)],
    uses: [draft.localValue(from.local)],
    defines: id,
    subsets: relate(from.type, type),
    moves: { ...from, how },
  });
  return plainValue(id, type);
}

type Start = "shared" | "exclusive" | "activate";

function borrowPlace(draft: StepDraft, target: TypedPlace, start: Start, span: Span, by: Loan["by"] = "hand"): Value {
  const how: BorrowKind = start === "shared" ? "shared" : "exclusive";
  if (how === "exclusive" && isThroughShared(target)) draft.fault({ kind: "written-through", place: target, span, how: "borrowed" });
  const region = draft.types.fresh();
  const type: Type = { kind: "borrow", how, region, of: draft.types.refreshed(target.type) };
  const id = draft.value(type);
  const lender = asked(target) ?? target;
  const loan = isThroughShared(lender) ? undefined : draft.loan({ place: lender, how, region, span, by });
  draft.step({
    span,
    accesses: [touch(target, start, span)],
    uses: [draft.localValue(target.local)],
    defines: id,
    subsets: [...lentBy(lender, region), ...relate({ ...type, of: target.type }, type)],
    issues: loan === undefined ? [] : [loan],
  });
  return plainValue(id, type);
}

/**
 * A receiver is found before the arguments, and borrowed exclusively only by the call. What a getter gives to be changed is asked for at
 * once, as `deref_mut` is called before the arguments.
 */
function reserve(draft: StepDraft, target: TypedPlace, span: Span): Value {
  if (isThroughShared(target) || asked(target) !== undefined) return borrowPlace(draft, target, "exclusive", span);
  const region = draft.types.fresh();
  const type: Type = { kind: "borrow", how: "shared", region, of: target.type };
  const id = draft.value(type);
  const loan = draft.loan({ place: target, how: "reserved", region, span, by: "hand" });
  draft.step({
    span,
    accesses: [touch(target, "reserve", span)],
    uses: [draft.localValue(target.local)],
    defines: id,
    subsets: lentBy(target, region),
    issues: [loan],
  });
  return {
    id,
    type,
    settle() {
      draft.step({ span, uses: [id] });
      return borrowPlace(draft, target, "activate", span);
    },
  };
}

/** The references on the way lend too, up to the first one that is shared: what it points to cannot change anyway. */
function lentBy({ path }: TypedPlace, region: RegionId): readonly Subset[] {
  const subsets: Subset[] = [];
  for (const step of path.toReversed()) {
    if (step.kind !== "deref") continue;
    subsets.push({ from: step.region, to: region });
    if (step.how === "shared") break;
  }
  return subsets;
}

/** What lies behind a getter is nobody's place: to come there borrows what the getter is asked of. */
export function touch(place: TypedPlace, how: AccessKind, span: Span): Access {
  const receiver = asked(place);
  return receiver === undefined ? { place, how, span } : { place: receiver, how: asBorrow[how], span };
}

const asBorrow: Readonly<Record<AccessKind, AccessKind>> = {
  read: "shared",
  test: "shared",
  shared: "shared",
  exclusive: "exclusive",
  reserve: "reserve",
  activate: "activate",
  move: "shared",
  write: "exclusive",
  end: "end",
};

function isThroughShared({ path }: TypedPlace): boolean {
  return path.some((step) => step.kind === "deref" && step.how === "shared");
}

function plainValue(id: ValueId | undefined, type: Type): Value {
  const value: Value = { id, type, settle: () => value };
  return value;
}
