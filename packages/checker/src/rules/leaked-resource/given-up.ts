/** A wait with a limit, `once(worker, "online", { signal })`: when it is given up, what was waited for lives on. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand } from "@freehold/mir/body";
import type { Exit } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { calleePath, calleeText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { literalMember } from "../../explain/calls.ts";
import { definitionsOf, literalMembers, sourceCall } from "../../facts/definitions.ts";
import { wholeLocal } from "../../whole-local.ts";

/** It is left because such a wait threw. */
export function isGivenUp(view: BodyView, exit: Exit): boolean {
  const thrown = exit.kind === "throw" ? exit.span : exit.after?.span;
  return thrown !== undefined && waits(view.body, thrown).some((call) => hasLimit(view, call));
}

/** The calls whose promises are awaited there. */
function waits(body: Body, { start, end }: Span): readonly Call[] {
  return body.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== "await" || terminator.span.start !== start || terminator.span.end !== end) return [];
    return callBehind(body, terminator.operand) ?? [];
  });
}

function callBehind(body: Body, operand: Operand): Call | undefined {
  const local = wholeLocal(operand);
  return local === undefined ? undefined : sourceCall(definitionsOf(body), local);
}

function hasLimit({ body, knowledge: { program } }: BodyView, call: Call): boolean {
  const text = calleeText(body, call.callee);
  if (limiting.test(text.slice(text.lastIndexOf(".") + 1))) return true;
  if (calleePath(program, body, call.callee)?.path.join(".") === "Promise.race")
    return call.args.some(({ value }) => racesTime(body, value));
  return call.args.some(({ value }) => literalMember(body, value, "signal") !== undefined);
}

const limiting = /timeout|deadline|withTimeLimit|abortable|raceWith/i;

/** `Promise.race([ready, timeout(1000)])`. */
function racesTime(body: Body, list: Operand): boolean {
  const members = literalMembers(definitionsOf(body), list) ?? [];
  return members.some((member) => {
    const call = callBehind(body, member);
    const text = call === undefined ? operandName(body, member) : calleeText(body, call.callee);
    return /timeout|timer|deadline|delay|sleep|abort|cancel/i.test(text);
  });
}

function operandName({ locals }: Body, operand: Operand): string {
  const local = wholeLocal(operand);
  return local === undefined ? "" : (locals[local]?.name ?? "");
}
