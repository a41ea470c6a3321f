/** A value that the listeners of two events release, both of which come: `finish` and `close` of a response that has ended well. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, BodyId, LocalId } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import { ownersOnce, type BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { methodCalls, textArgument, type MethodCall } from "../../explain/calls.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface BothEvents {
  readonly kind: "both-events";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly object: string;
  readonly events: readonly [string, string];
  readonly added: readonly [Span, Span];
  readonly released: Span;
}

const adding: ReadonlySet<string> = new Set(["on", "once", "addListener", "prependListener"]);

/** After the first comes the second, of streams, responses and processes; an `error` may be the last that an emitter says. */
const followedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ["finish", ["close"]],
  ["end", ["close"]],
  ["exit", ["close"]],
]);

export function findBothEvents(view: BodyView): readonly BothEvents[] {
  const listening = methodCalls(view.body, undefined, adding);
  if (listening.length < 2) return [];
  return ownersOnce(view).flatMap((owner) => {
    const endings = mattersTwice(owner) ? listening.flatMap((call) => endingOf(view, owner, call) ?? []) : [];
    for (const first of endings)
      for (const second of endings)
        if (first.object === second.object && (followedBy.get(first.event) ?? []).includes(second.event))
          return [
            {
              kind: "both-events",
              tier: owner.type.model === undefined ? "maybe" : "definite",
              owner,
              object: first.object,
              events: [first.event, second.event],
              added: [first.added, second.added],
              released: second.released,
            },
          ];
    return [];
  });
}

function mattersTwice({ type, binding }: Owner): boolean {
  if (binding === undefined) return false;
  if (type.model !== undefined) return type.model.doubleRelease !== undefined;
  return type.code === "absent" && type.release.some((name) => name === "release" || name === "free");
}

interface Ending {
  readonly object: string;
  readonly event: string;
  readonly added: Span;
  readonly released: Span;
}

function endingOf(view: BodyView, owner: Owner, call: MethodCall): Ending | undefined {
  const event = textArgument(call, 0);
  const object = operandText(view.body, call.callee.receiver);
  const listener = call.args[1] === undefined ? undefined : wholeLocal(call.args[1].value);
  if (event === undefined || object === undefined || listener === undefined) return undefined;
  if (view.facts.closures.get(listener)?.releases.has(owner.binding!) !== true) return undefined;
  const codes = codesIn(view.body, listener);
  const released = codes.length === 1 ? sureRelease(view, owner, codes[0]!) : undefined;
  return released && { object, event, added: call.span, released };
}

function codesIn({ blocks }: Body, closure: LocalId): readonly BodyId[] {
  return blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === closure && statement.value.kind === "closure" ? statement.value.bodies : [],
    ),
  );
}

/** On every way through the listener, which asks nothing before. */
function sureRelease(view: BodyView, { binding, type }: Owner, code: BodyId): Span | undefined {
  const listener = view.knowledge.program.bodies[code];
  const inside = listener && view.facts.capturedBy.get(code)?.get(binding!);
  if (listener === undefined || inside === undefined || methodCalls(listener, undefined, removing).length > 0) return undefined;
  const isEnd = (event: Event): event is Extract<Event, { kind: "release" }> =>
    event.kind === "release" && event.via === inside && event.certain && !(type.model?.safeAfter ?? []).includes(event.member);
  const { events } = view.factsOf(listener);
  const tree = dominators(listener);
  for (const { id } of listener.blocks) {
    const release = events[id]?.flat().find(isEnd);
    const asked = listener.blocks.some(({ id: other, terminator }) => terminator.kind === "branch" && dominates(tree, other, id));
    if (release !== undefined && !asked) return release.span;
  }
  return undefined;
}

const removing: ReadonlySet<string> = new Set(["off", "removeListener", "removeAllListeners"]);
