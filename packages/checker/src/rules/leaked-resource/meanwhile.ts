/**
 * Question: does a body itself undo, on every way out, what it did with a value for the time being? What is put into a field or a
 * collection and taken out again was never handed over, and a listener that is taken off again releases nothing any more.
 * Example: `context.client = client; try { await next(); } finally { delete context.client; }`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Place, Point, Statement, Terminator } from "@freehold/mir/body";
import { successors } from "@freehold/mir/walk";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { Handing, Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { lastName, operandText, placeText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import type { Owner } from "../../facts/facts.ts";
import { wholeLocal } from "../../whole-local.ts";

/** `this.readers.add(reader)` and `this.readers.delete(reader)`; `state.client = client` and `delete state.client`. */
export function isTakenBack({ body, facts }: BodyView, owner: Owner, { span }: Handing): boolean {
  const aliases = aliasesOf(facts, owner);
  const undone = ({ node }: Step): ((later: Step) => boolean) | undefined => {
    if (node.kind === "call" && node.args.some(({ value }) => isAt(value, span)))
      return (later) => takesOut(body, node, later.node, aliases);
    if (node.kind === "assign" && node.value.kind === "use" && isAt(node.value.operand, span))
      return (later) => empties(body, node.target, later.node);
    return undefined;
  };
  const steps = stepsOf(body);
  return steps.some((step) => {
    const undoes = undone(step);
    return undoes !== undefined && isAlwaysFollowed(body, step, steps.filter(undoes));
  });
}

/** The outcome as it is if no listener is left that would have released the value; absent where one is. */
export function ifListenersAreGone({ body, facts }: BodyView, outcome: Outcome): Outcome | undefined {
  const { owner, safe, releases } = outcome;
  if (safe.length === 0 || releases.length > 0 || !safe.every(({ status }) => status.kind === "deferred")) return undefined;
  const aliases = aliasesOf(facts, owner);
  const releasing = [...facts.closures].filter(([, closure]) => [...closure.releases].some((local) => aliases.has(local)));
  const steps = stepsOf(body);
  const gone = releasing.every(([closure]) => {
    const given = steps.filter(({ node }) => node.kind === "call" && node.args.some(({ value }) => wholeLocal(value) === closure));
    const takenOff = given.filter(
      ({ node }) => node.kind === "call" && /^(?:off|removeListener|removeEventListener)$/.test(lastName(body, node.callee)),
    );
    return given.length > 0 && given.every((step) => takenOff.includes(step) || isAlwaysFollowed(body, step, takenOff));
  });
  return gone ? { ...outcome, leaks: [...outcome.leaks, ...safe], safe: [] } : undefined;
}

interface Step extends Point {
  readonly node: Statement | Terminator;
}

function stepsOf(body: Body): readonly Step[] {
  return body.blocks.flatMap(({ id, statements, terminator }) =>
    [...statements, terminator].map((node, index) => ({ block: id, index, node })),
  );
}

function isAt(operand: Operand, { start, end }: Span): boolean {
  return operand.span.start === start && operand.span.end === end;
}

/** `delete state.client`, `state.client = undefined`. */
function empties(body: Body, place: Place, node: Statement | Terminator): boolean {
  if (node.kind !== "assign") return false;
  const text = placeText(body, place);
  const { target, value } = node;
  if (value.kind === "unary") return value.operator === "delete" && text !== undefined && operandText(body, value.operand) === text;
  return value.kind === "use" && value.operand.kind === "constant" && text !== undefined && placeText(body, target) === text;
}

/** By the value itself, or by the key under which it was put there. */
function takesOut(body: Body, put: Call, node: Statement | Terminator, aliases: ReadonlySet<LocalId>): boolean {
  if (node.kind !== "call" || node.callee.kind !== "method" || put.callee.kind !== "method") return false;
  if (!/^(?:delete|remove|unregister|untrack)(?![a-z])/.test(node.callee.name)) return false;
  const [receiver, key] = [operandText(body, put.callee.receiver), put.args[0] && operandText(body, put.args[0].value)];
  const [taken] = node.args;
  if (receiver === undefined || operandText(body, node.callee.receiver) !== receiver || taken === undefined) return false;
  const local = wholeLocal(taken.value);
  return (local !== undefined && aliases.has(local)) || (key !== undefined && operandText(body, taken.value) === key);
}

/** No way leads out of the body that does not pass one of `later`; a call that itself throws did nothing yet. */
function isAlwaysFollowed(body: Body, { block, index, node }: Step, later: readonly Point[]): boolean {
  if (later.some((point) => point.block === block && point.index > index)) return true;
  const passed = new Set(later.map((point) => point.block));
  const reached = new Set(
    successors(body.blocks[block]!.terminator).flatMap((edge) => (node.kind === "call" && edge.kind === "unwind" ? [] : edge.target)),
  );
  for (const each of reached) {
    if (passed.has(each)) continue;
    const next = successors(body.blocks[each]!.terminator);
    if (next.length === 0) return false;
    for (const { target } of next) reached.add(target);
  }
  return reached.size > 0;
}
