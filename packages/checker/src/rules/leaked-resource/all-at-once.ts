/** Several resources that are opened at once with `Promise.all`: when one of them fails, nobody gets the others. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import type { Call } from "../../contracts/resolve.ts";
import { globalCalls } from "../../explain/calls.ts";
import { other, primary } from "../../explain/labels.ts";
import { definitionsOf, literalMembers, sourceCall } from "../../facts/definitions.ts";
import type { Description } from "../../rule.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface AllAtOnce {
  readonly kind: "all-at-once";
  readonly tier: "maybe";
  readonly type: OwnedType;
  /** The `Promise.all`. */
  readonly span: Span;
  /** What opens one of them. */
  readonly opens: Span;
}

/** Told where the code that opens one ends it when that fails: then failures are expected, and it matters what they leave. */
export function findAllAtOnce(view: BodyView): readonly AllAtOnce[] {
  if (view.tier === "definite" || view.file.test || view.body.kind === "module") return [];
  return globalCalls(view, view.body, "Promise.all").flatMap(({ args, span }): readonly AllAtOnce[] => {
    const list = args[0]?.value;
    const opened = list === undefined ? [] : [...openedInLiteral(view, list), ...openedInTurn(view, list)];
    const careful = opened.find(({ code, type }) => type.strength !== "none" && endsWhatFails(view, code));
    return careful === undefined ? [] : [{ kind: "all-at-once", tier: "maybe", span, type: careful.type, opens: careful.opens }];
  });
}

interface Opened extends Pick<AllAtOnce, "type" | "opens"> {
  readonly code: Body;
}

/** `[start("reader"), start("writer")]`. */
function openedInLiteral(view: BodyView, list: Operand): readonly Opened[] {
  const members = literalMembers(definitionsOf(view.body), list) ?? [];
  return members.length < 2 ? [] : members.flatMap((member) => openedBy(view, view.body, callBehind(view.body, member)));
}

/** `paths.map((path) => start(path))`, `Array.from({ length: count }, () => start())`. */
function openedInTurn(view: BodyView, list: Operand): readonly Opened[] {
  const { body, knowledge } = view;
  const call = callBehind(body, list);
  if (call?.callee.kind !== "method" || !/^(?:map|from)$/.test(call.callee.name)) return [];
  const block = body.blocks.find(({ terminator }) => terminator === call);
  const code = block && closureArguments(block).find((each) => each !== undefined);
  const closure = code === undefined ? undefined : knowledge.program.bodies[code];
  return closure === undefined ? [] : openedBy(view, closure, sourceCall(definitionsOf(closure), returnPlace));
}

function openedBy(view: BodyView, body: Body, call: Call | undefined): readonly Opened[] {
  const callee = call && calleeBody(view.knowledge.callees, body, call);
  const code = callee === undefined ? undefined : view.knowledge.program.bodies[callee];
  const result = callee === undefined ? undefined : view.resultOf(callee);
  if (call === undefined || code === undefined || result?.kind !== "fresh" || !result.awaited) return [];
  return [{ type: result.type, opens: call.span, code }];
}

function endsWhatFails(view: BodyView, code: Body): boolean {
  const opening = view.viewOf(code);
  return opening.facts.owners.some(
    (owner) =>
      owner.origin.kind === "acquired" &&
      opening.outcome(owner, "definite").safe.some(({ kind, status }) => kind === "throw" && status.kind === "released"),
  );
}

function callBehind(body: Body, operand: Operand): Call | undefined {
  const local = wholeLocal(operand);
  return local === undefined ? undefined : sourceCall(definitionsOf(body), local);
}

export function describeAllAtOnce({ type, span, opens }: AllAtOnce): Description {
  return {
    message: "when one of these fails to open, nobody gets the others",
    labels: [primary(span, "rejects with the first failure and forgets the rest"), other(opens, `each is ${type.what} of its own`)],
    why: type.model?.leak ?? "What the others have opened stays open, and there is no way to it any more.",
    help: "Wait for all of them with `Promise.allSettled`, and when one has failed, release those that have not",
  };
}
