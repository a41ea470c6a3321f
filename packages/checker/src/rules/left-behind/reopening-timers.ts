/**
 * Question: does a timer open again what the end of its object has closed? The end closes a slot and leaves the timer, and the timer's
 * code asks for nothing that the end sets before it fills the slot anew, or connects what is in it. Example: `onclose = () =>
 * setTimeout(connect, 1000)` beside `close() { this.socket.close(); }`.
 */

import type { Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { soundsAcquiring } from "@freehold/mir/vocabulary";
import type { BodyView } from "../../body-view.ts";
import { lastName } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { globalCalls } from "../../explain/calls.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { SlotUse } from "../../keepers/keeper.ts";
import { slotOf } from "../../keepers/slots.ts";
import type { LeftBehind } from "./left-behind.ts";
import { asks, codeOf, codeRunBy, endsOf, isCleared } from "./timer-code.ts";

export function reopeningTimers(view: BodyView): readonly LeftBehind[] {
  const { body, file, keepers } = view;
  const timers = file.test ? [] : globalCalls(view, body, "setTimeout");
  if (timers.length === 0) return [];
  return timers.flatMap((timer) => {
    const code = codeOf(view, timer.args[0]?.value);
    if (code === undefined) return [];
    const found = keepers
      .index()
      .keepersOf(code)
      .flatMap((keeper) => reopened(view, keepers.factsOf(keeper), { timer, code }));
    return found.slice(0, 1);
  });
}

interface Timer {
  readonly timer: Call;
  /** What it runs. */
  readonly code: Body;
}

function reopened(view: BodyView, facts: KeeperFacts, { timer, code }: Timer): readonly LeftBehind[] {
  const { program } = view.knowledge;
  const run = codeRunBy(facts, code);
  return endsOf(facts.keeper).flatMap((end): readonly LeftBehind[] => {
    const opening = openingIn(program, facts, run, (slot) => facts.reaches(end, (use) => use.slot === slot && use.how.kind === "end"));
    if (opening === undefined || run.has(end) || asks(facts, run, end) || isCleared(view, facts, timer, end)) return [];
    return [{ kind: "reopening-timer", tier: "maybe", span: timer.span, slot: opening.slot, opening: opening.span, end }];
  });
}

interface Opening {
  readonly slot: string;
  readonly span: SlotUse["span"];
}

const reopening = /^(?:re)?(?:connect|open|start|listen|subscribe|join|launch|resume|play)(?![a-z])/;

/** `this.socket = new WebSocket(url)`, `this.socket.connect()`. */
function openingIn(
  program: Program,
  { keeper, uses }: KeeperFacts,
  run: ReadonlySet<Body>,
  isEnded: (slot: string) => boolean,
): Opening | undefined {
  for (const body of run) {
    const filled = uses.find(
      (use) => use.body === body && use.depth === "itself" && use.how.kind === "set" && isNew(body, use.how.value) && isEnded(use.slot),
    );
    if (filled !== undefined) return { slot: filled.slot, span: filled.span };
    for (const { terminator } of body.blocks) {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.receiver.kind !== "place") continue;
      const slot = reopening.test(terminator.callee.name) ? slotOf(program, keeper, body, terminator.callee.receiver.place) : undefined;
      if (slot?.depth === "itself" && isEnded(slot.name)) return { slot: slot.name, span: terminator.span };
    }
  }
  return undefined;
}

function isNew(body: Body, value: Operand | undefined): boolean {
  if (value?.kind !== "place") return false;
  const calls = body.blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" &&
    terminator.destination.local === value.place.local &&
    terminator.destination.path.length === value.place.path.length
      ? [terminator]
      : [],
  );
  const [call] = calls;
  return call !== undefined && (call.form === "new" || soundsAcquiring(lastName(body, call.callee)));
}
