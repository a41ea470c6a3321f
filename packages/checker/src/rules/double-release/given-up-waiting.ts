/**
 * Question: do a timer and the answer it waits for both release a value? The answer stops the timer; the timer cannot stop the answer,
 * which comes late and releases again. Looked at are callbacks that come to the release without asking anything, and timers that do nothing
 * else which could keep the answer away. Example: `setTimeout(() => client.release(), ms); client.query(sql).then(() => client.release());`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, Callee, LocalId } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import { programUnit } from "../../explain/calls.ts";
import type { Owner } from "../../facts/facts.ts";
import { originOf } from "../../keepers/slots.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface GivenUpWaiting {
  readonly kind: "given-up-waiting";
  readonly tier: "definite";
  readonly owner: Owner;
  readonly byTimer: Span;
  readonly byAnswer: Span;
}

export function givenUpWaiting(view: BodyView, owner: Owner): readonly GivenUpWaiting[] {
  if (owner.binding === undefined || owner.using) return [];
  const home = originOf(view.knowledge.program, view.body, owner.binding);
  if (view.viewOf(home.body).facts.setByClosures.has(home.local)) return [];
  const releases = programUnit(view).flatMap((body) => body.blocks.flatMap((block) => callbackReleases(view, owner, body, block)));
  const timer = releases.find(({ when }) => when === "timer");
  const answer = releases.find(({ when, span }) => when === "answer" && timer !== undefined && span.start > timer.span.start);
  return timer === undefined || answer === undefined
    ? []
    : [{ kind: "given-up-waiting", tier: "definite", owner, byTimer: timer.span, byAnswer: answer.span }];
}

interface CallbackRelease {
  readonly when: "timer" | "answer";
  readonly span: Span;
}

function callbackReleases(view: BodyView, owner: Owner, body: Body, block: Block): readonly CallbackRelease[] {
  const { program } = view.knowledge;
  const when = whenCalledBack(view, body, block);
  if (when === undefined) return [];
  return closureArguments(block).flatMap((closure): readonly CallbackRelease[] => {
    const code = closure === undefined ? undefined : program.bodies[closure];
    if (code === undefined || (when === "timer" && !onlyGivesUp(view, owner, code))) return [];
    const span = straightRelease(view, owner, code);
    return span === undefined ? [] : [{ when, span }];
  });
}

function whenCalledBack({ knowledge: { program } }: BodyView, body: Body, { terminator }: Block): CallbackRelease["when"] | undefined {
  if (terminator.kind !== "call") return undefined;
  if (terminator.callee.kind === "method" && terminator.callee.name === "then") return "answer";
  const path = calleePath(program, body, terminator.callee);
  return path?.modules[0] === "global" && path.path.join(".") === "setTimeout" ? "timer" : undefined;
}

/** The release that the code comes to whatever holds: nothing is asked before. */
function straightRelease(view: BodyView, owner: Owner, code: Body): Span | undefined {
  const { events } = view.viewOf(code).facts;
  let block: Block | undefined = code.blocks[0];
  for (let steps = 0; block !== undefined && steps < 40; steps++) {
    for (const event of events[block.id]?.flat() ?? []) {
      if (event.kind === "release" && event.certain && isOwner(view, owner, code, event.via)) return event.span;
    }
    const { terminator }: Block = block;
    block = terminator.kind === "goto" || terminator.kind === "call" ? code.blocks[terminator.target] : undefined;
  }
  return undefined;
}

/** Beside the release it tells somebody, and makes what it tells. */
function onlyGivesUp(view: BodyView, owner: Owner, code: Body): boolean {
  return code.blocks.every(
    ({ statements, terminator }) =>
      !statements.some((statement) => statement.kind === "assign" && isOutside(code, statement.target.local)) &&
      (terminator.kind !== "call" ||
        terminator.form === "new" ||
        terminator.callee.kind === "value" ||
        (terminator.callee.kind === "method" && isTold(view, owner, code, terminator.callee))),
  );
}

function isTold(view: BodyView, owner: Owner, code: Body, { receiver, name }: Extract<Callee, { kind: "method" }>): boolean {
  const local = wholeLocal(receiver);
  if (local === undefined) return false;
  return isOwner(view, owner, code, local)
    ? owner.type.release.includes(name)
    : /^(?:console|log|logger)$/.test(code.locals[local]?.name ?? "");
}

function isOutside(code: Body, local: LocalId): boolean {
  const kind = code.locals[local]?.kind.kind;
  return kind === "capture" || kind === "this";
}

/** Both are names for the same variable. */
function isOwner({ knowledge: { program }, body }: BodyView, { binding }: Owner, code: Body, local: LocalId): boolean {
  const [there, here] = [originOf(program, code, local), originOf(program, body, binding!)];
  return there.body === here.body && there.local === here.local;
}
