/** removes-nothing (FH1006): a listener is taken off with other arguments than it was put on with, so that it stays. */

import type { Span } from "@freehold/diagnostics/span";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { methodCalls } from "../../explain/calls.ts";
import { other, primary } from "../../explain/labels.ts";
import { originsIn } from "../../facts/origin.ts";
import { defineRule, type Description } from "../../rule.ts";
import { adding, listeningIn, removing, type Listening } from "./listening.ts";

type Finding = {
  readonly tier: "definite" | "maybe";
  readonly removal: Span;
  readonly event: string;
} &
  /** Made for the removal: nobody has ever put it on. */
  (
    | { readonly kind: "made-here"; readonly how: "closure" | "bind" | "wrap"; readonly added: Span | undefined }
    /** What was put on was made there, and kept by nobody. */
    | { readonly kind: "made-there"; readonly how: "closure" | "bind" | "wrap"; readonly listener: string; readonly added: Span }
    | { readonly kind: "capture"; readonly captures: boolean; readonly added: Span }
    /** Put on the window and taken off the document, or the other way round. */
    | { readonly kind: "target"; readonly object: string; readonly right: string; readonly added: Span }
    /** Put on for one event and taken off for another. */
    | { readonly kind: "event"; readonly right: string; readonly added: Span }
  );

export const rule = defineRule<Finding>({
  meta: { name: "removes-nothing", code: "FH1006", summary: "a listener that is taken off with other arguments than it was put on with" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  const { knowledge, body, file } = view;
  if (file.test || methodCalls(body, undefined, removing).length === 0) return [];
  const { program } = knowledge;
  const origins = originsIn(program);
  const removals = listeningIn(program, origins, body, removing);
  if (removals.length === 0) return [];
  const bodies = bodiesOf(program, body.file);
  const added = bodies.flatMap((each) => listeningIn(program, origins, each, adding));
  const removed = (): readonly Listening[] => bodies.flatMap((each) => listeningIn(program, origins, each, removing));
  return removals.flatMap(
    (removal) =>
      findingOf(removal, added) ??
      onAnotherTarget(removal, added, removed) ??
      forAnotherEvent(removal, added, removed) ??
      onlyBoundElsewhere(removal, added) ??
      [],
  );
}

function findingOf(removal: Listening, added: readonly Listening[]): Finding | undefined {
  const alike = added.filter(
    (each) => each.event !== undefined && each.event === removal.event && each.target !== undefined && each.target === removal.target,
  );
  const { listener } = removal;
  const at = { removal: removal.call.span, event: eventText(removal) } as const;
  if (listener.kind === "unknown") return undefined;
  if (listener.kind === "made") return madeHere(removal, listener, alike, at);
  const same = alike.filter((each) => each.listener.kind === "kept" && each.listener.key === listener.key);
  if (same.length === 0) return madeThere(listener.key, removal, alike, at);
  const [first] = same;
  if (removal.call.callee.name !== "removeEventListener" || removal.capture === undefined || first === undefined) return undefined;
  if (same.some(({ capture }) => capture === undefined || capture === removal.capture)) return undefined;
  return { ...at, kind: "capture", tier: "definite", captures: removal.capture, added: first.call.span };
}

type Made = Extract<Listening["listener"], { kind: "made" }>;

/** For an emitter it counts only where it is put on in the same file: elsewhere, `off` may mean anything. */
function madeHere(
  removal: Listening,
  { how }: Made,
  alike: readonly Listening[],
  at: Pick<Finding, "removal" | "event">,
): Finding | undefined {
  const first = alike.find((each) => each.listener.kind === "made");
  if (removal.call.callee.name !== "removeEventListener" && first === undefined) return undefined;
  return { ...at, kind: "made-here", tier: "definite", how, added: first?.call.span };
}

/** `add(…, this.look.bind(this))` and `remove(…, this.look)`. */
function madeThere(
  key: string,
  removal: Listening,
  alike: readonly Listening[],
  at: Pick<Finding, "removal" | "event">,
): Finding | undefined {
  if (alike.length === 0 || alike.some(({ listener }) => listener.kind !== "made")) return undefined;
  const from = alike.find(({ listener }) => listener.kind === "made" && listener.of.includes(key));
  if (from?.listener.kind !== "made") return undefined;
  const listener = operandText(removal.body, removal.call.args[1]!.value) ?? "the listener";
  return { ...at, kind: "made-there", tier: "definite", how: from.listener.how, listener, added: from.call.span };
}

/** The targets cannot be compared, but of the function only a bound copy was ever put on: the removal of itself takes nothing off. */
function onlyBoundElsewhere(removal: Listening, added: readonly Listening[]): Finding | undefined {
  const { listener, event } = removal;
  if (listener.kind !== "kept" || event === undefined || removal.call.callee.name !== "removeEventListener") return undefined;
  if (added.some((each) => each.listener.kind !== "made" && (each.listener.kind === "unknown" || each.listener.key === listener.key)))
    return undefined;
  const bound = added.filter((each) => each.event === event && each.listener.kind === "made" && each.listener.how === "bind");
  const from = bound.find((each) => each.listener.kind === "made" && each.listener.of.includes(listener.key));
  if (from?.listener.kind !== "made") return undefined;
  const name = operandText(removal.body, removal.call.args[1]!.value) ?? "the listener";
  const at = { removal: removal.call.span, event: eventText(removal) } as const;
  return { ...at, kind: "made-there", tier: "maybe", how: "bind", listener: name, added: from.call.span };
}

/** `document.addEventListener("freeze", this.leave)`, which only `window.removeEventListener("freeze", this.leave)` takes off. */
function onAnotherTarget(removal: Listening, added: readonly Listening[], removed: () => readonly Listening[]): Finding | undefined {
  const { listener, target } = removal;
  if (listener.kind !== "kept" || !isPage(target) || removal.event === undefined) return undefined;
  const there = added.filter((each) => each.event === removal.event && each.listener.kind === "kept" && each.listener.key === listener.key);
  const [first] = there;
  if (first === undefined || !there.every((each) => isPage(each.target) && each.target !== target)) return undefined;
  const isTakenOff = removed().some(
    (each) =>
      each.target === first.target && each.event === first.event && each.listener.kind === "kept" && each.listener.key === listener.key,
  );
  if (isTakenOff) return undefined;
  const names = {
    object: operandText(removal.body, removal.call.callee.receiver)!,
    right: operandText(first.body, first.call.callee.receiver)!,
  };
  return { removal: removal.call.span, event: eventText(removal), kind: "target", tier: "definite", ...names, added: first.call.span };
}

/** `document.addEventListener("keydown", close)`, which `document.removeEventListener("keyup", close)` does not take off. */
function forAnotherEvent(removal: Listening, added: readonly Listening[], removed: () => readonly Listening[]): Finding | undefined {
  const { listener, target } = removal;
  if (listener.kind !== "kept" || target === undefined || constantEvent(removal) === undefined) return undefined;
  const isSame = (each: Listening): boolean => each.listener.kind === "kept" && each.listener.key === listener.key;
  const there = added.filter(isSame);
  const [first] = there;
  const right = first && constantEvent(first);
  if (first === undefined || right === undefined || there.length > 1 || first.target !== target || first.event === removal.event)
    return undefined;
  if (removed().some((each) => isSame(each) && (each.target !== target || each.event === first.event))) return undefined;
  return { removal: removal.call.span, event: eventText(removal), kind: "event", tier: "definite", right, added: first.call.span };
}

function constantEvent({ call }: Listening): string | undefined {
  const event = call.args[0]?.value;
  return event?.kind === "constant" && event.value.kind === "string" ? event.value.value : undefined;
}

/** The window, which is the global object, or the document: of these it is certain that they are two. */
function isPage(target: string | undefined): boolean {
  return target === "global" || target === "global.document" || target === "global.document.body";
}

/** `UI_EVENTS.Resize` is an event, and its name is not here. */
function eventText(listening: Listening): string {
  const event = constantEvent(listening);
  return event === undefined ? "this event" : `\`${event}\``;
}

const made: Readonly<Record<"closure" | "bind" | "wrap", string>> = {
  closure: "a function expression is a new function each time",
  bind: "`bind` gives a new function each time",
  wrap: "the wrapper is a new function each time",
};

function describe(finding: Finding): Description {
  const { removal, event } = finding;
  const why = "Nothing is taken off and nothing is said: the listener goes on being called, and keeps all that it captured.";
  const keep = "Keep the function that you put on, in a field or a `const`, and take off that one";
  switch (finding.kind) {
    case "made-here":
      return {
        message: `the listener for ${event} that is removed here was never added`,
        labels: [
          ...(finding.added === undefined ? [] : [other(finding.added, "another function was added here")]),
          primary(removal, made[finding.how]),
        ],
        why,
        help: keep,
      };
    case "made-there":
      return {
        message: `\`${finding.listener}\` was never added for ${event}: its removal does nothing`,
        labels: [other(finding.added, made[finding.how]), primary(removal, "removes another function than the one that was added")],
        why,
        help: keep,
      };
    case "capture":
      return {
        message: `the listener for ${event} was added ${finding.captures ? "without" : "with"} \`capture\`: its removal does nothing`,
        labels: [
          other(finding.added, finding.captures ? "added without `capture`" : "added with `capture`"),
          primary(removal, finding.captures ? "removes one with `capture`" : "removes one without `capture`"),
        ],
        why,
        help: `Give both the same flag: \`${finding.captures ? "addEventListener" : "removeEventListener"}(…, true)\``,
      };
    case "target":
      return {
        message: `the listener for ${event} was added to \`${finding.right}\`: its removal from \`${finding.object}\` does nothing`,
        labels: [other(finding.added, `added to \`${finding.right}\``), primary(removal, `\`${finding.object}\` has no such listener`)],
        why,
        help: `Take it off where it was put on: \`${finding.right}.removeEventListener(…)\``,
      };
    case "event":
      return {
        message: `the listener was added for \`${finding.right}\`: its removal for ${event} does nothing`,
        labels: [other(finding.added, `added for \`${finding.right}\``), primary(removal, `it was never added for ${event}`)],
        why,
        help: `Take it off for the event that it was put on for: \`"${finding.right}"\``,
      };
  }
}
