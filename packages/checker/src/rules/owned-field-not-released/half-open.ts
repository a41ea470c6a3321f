/** A member that opens what a field holds and throws before it is through: it is left open. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand } from "@freehold/mir/body";
import { operandsOf } from "@freehold/mir/walk";
import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import type { SlotUse } from "../../keepers/keeper.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import { throwAfter, type Throw } from "../../keepers/throws-after.ts";
import type { Description } from "../../rule.ts";

export interface HalfOpen {
  readonly kind: "half-open";
  readonly tier: "maybe";
  readonly slot: string;
  readonly opened: Span;
  readonly thrown: Throw;
  readonly end: SlotUse;
}

/** What undoes what; the same object answers to both. */
const opposites: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["connect", new Set(["disconnect", "close", "end", "destroy", "quit"])],
  ["open", new Set(["close", "closeSync", "destroy"])],
  ["listen", new Set(["close", "stop"])],
  ["lock", new Set(["unlock", "release"])],
  ["acquire", new Set(["release"])],
  ["launch", new Set(["close", "kill"])],
]);

export function findHalfOpen(view: BodyView): readonly HalfOpen[] {
  const { body, file, keepers } = view;
  if (view.tier === "definite" || file.test || body.kind !== "method") return [];
  const keeper = keepers.index().classOf(body);
  if (keeper === undefined || !keeper.members.includes(body)) return [];
  const facts = keepers.factsOf(keeper);
  return openings(facts, view).flatMap(({ slot, span, point, undo }): readonly HalfOpen[] => {
    const end = facts.uses.find((use) => use.slot === slot && use.how.kind === "end" && undo.has(use.how.member) && use.depth === "itself");
    if (end === undefined || facts.reaches(body, (use) => use.slot === slot && use.how.kind === "end")) return [];
    const thrown = throwAfter(facts, body, point, (callee) => view.throwsByCode(callee));
    return thrown === undefined ? [] : [{ kind: "half-open", tier: "maybe", slot, opened: span, thrown, end }];
  });
}

interface Opening extends Pick<SlotUse, "slot" | "span" | "point"> {
  readonly undo: ReadonlySet<string>;
}

function openings({ uses }: KeeperFacts, { body }: BodyView): readonly Opening[] {
  return uses.flatMap(({ slot, point, depth, how, body: at }) => {
    const call = at === body && depth === "itself" && how.kind === "call" ? body.blocks[point.block]?.terminator : undefined;
    if (call?.kind !== "call" || call.callee.kind !== "method" || isRead(body, call.destination.local)) return [];
    const undo = opposites.get(call.callee.name);
    return undo === undefined ? [] : [{ slot, span: call.span, point, undo }];
  });
}

/** What is opened is in the result, and not the object itself. */
function isRead(body: Body, result: LocalId): boolean {
  return body.blocks.some(({ statements, terminator }) => {
    if (statements.some((statement) => operandsOf(statement).some((operand) => isLocal(operand, result)))) return true;
    if (!operandsOf(terminator).some((operand) => isLocal(operand, result))) return false;
    return terminator.kind !== "await" || isRead(body, terminator.destination.local);
  });
}

function isLocal(operand: Operand, local: LocalId): boolean {
  return operand.kind === "place" && operand.place.local === local;
}

export function describeHalfOpen({ slot, opened, thrown, end }: HalfOpen, { body }: BodyView): Description {
  return {
    message: `\`${slot}\` stays open when \`${body.name}\` throws`,
    labels: [
      primary(opened, "open from here"),
      other(thrown.span, thrown.member === undefined ? "leaves it open" : `\`${thrown.member.name}\` may throw, and leaves it open`),
      other(end.span, `\`${end.body.name}\` would end it`),
    ],
    why: "Whoever called this is told that it failed, and has no reason to end what never began.",
    help: `End \`${slot}\` before the exception leaves, as \`${end.body.name}\` does`,
  };
}
