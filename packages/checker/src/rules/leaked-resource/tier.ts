/** How sure a leak is: what the type asks for, what the body shows it knows, and what must happen for the leak to happen. */

import type { Exit, Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { isReleasedByOthers } from "../../contracts/peers.ts";
import type { Owner } from "../../facts/facts.ts";
import { pairKey } from "../../facts/pair.ts";
import { releasesAnother, releasesItsKind } from "../../kin.ts";
import { isLeftToCollector } from "../../left-to-collector.ts";
import { finalMethods, releaseMethods, soundsReleasing } from "../../words.ts";
import { isAwaitedTimer } from "./awaited-timer.ts";
import { isGivenUp } from "./given-up.ts";
import { isAskedOnce, isHeardFrom, isLeftAlone, isListenedTo } from "./left-alone.ts";

export function leakTier(view: BodyView, outcome: Outcome, believed: "definite" | "maybe"): "definite" | "maybe" | undefined {
  if (view.body.kind === "module" || (outcome.leaks.length === 0 && outcome.overwritten.length === 0)) return undefined;
  const bySource = strengthTier(view, outcome, believed);
  if (bySource === undefined) return undefined;
  // What a test opens ends with the test's process, at the latest when it throws; only one that cleans up shows that it matters.
  if (view.file.test) return outcome.releases.length > 0 && !outcome.leaks.every(isByException) ? "maybe" : undefined;
  if (onlyEndsTheProcess(view, outcome.leaks)) return believed === "maybe" || bySource === "maybe" ? undefined : "maybe";
  if (believed === "maybe" || bySource === "maybe") return "maybe";
  // By its name it may be somebody else's, who releases it as well.
  if (outcome.owner.origin.kind === "acquired" && outcome.owner.origin.lookedUp) return "maybe";
  // Its callers may see to it where it throws.
  if (outcome.owner.origin.kind === "taken" && !outcome.owner.origin.agreed) return "maybe";
  return outcome.leaks.every((exit) => exit.kind === "closed") && outcome.overwritten.length === 0 ? "maybe" : "definite";
}

/** A body that releases on one path shows that release is its job; one that never does must be told so by a model. */
function strengthTier(view: BodyView, outcome: Outcome, believed: "definite" | "maybe"): "definite" | "maybe" | undefined {
  const { owner, releases, exits, leaks, safe, overwritten } = outcome;
  const released = releases.length > 0;
  const { type } = owner;
  // Whoever gave it sees what is thrown: a server ends the response of a handler that fails.
  if (type.strength === "soft" && owner.origin.kind === "taken" && leaks.every((exit) => exit.kind === "throw")) return undefined;
  switch (type.strength) {
    case "hard":
      // `if (begin) await lock.acquire(); if (end) lock.release();`: what is given back was taken by another call.
      if (type.key === pairKey && !released) return undefined;
      // It ends with its host at last; but whoever waits for it to be handed over never gets hold of it.
      if (owner.guest && !released)
        return isLeftAlone(view, outcome) || (leaks.every((exit) => exit.kind === "throw") && safe.some(isReturned)) ? "maybe" : undefined;
      if (type.model?.collected === true && overwritten.length === 0 && leaks.every(isByException)) return "maybe";
      return isLeftToCollector(view.knowledge, type) || isOwnPump(view, owner) ? "maybe" : "definite";
    case "soft":
      if (isAwaitedTimer(view, owner)) return undefined;
      if (releasesItsKind(view, owner)) return "maybe";
      if (isLostByGivingUp(view, leaks, safe) || (!endsInTime.test(type.name) && isDroppedOnOneWay(leaks, safe))) return "maybe";
      if (!released && (isLeftAlone(view, outcome) || isAskedOnce(view, outcome) || isLostBeforeDelivery(outcome))) return "maybe";
      // Its listeners end it, and one way out leaves them waiting for ever.
      if (owner.type.model?.idleUntil !== undefined && exits.some(({ status }) => status.kind === "deferred")) return "maybe";
      return released && (overwritten.length > 0 || !leaks.every(isForeignThrow) || !breaks.test(type.name) || holdsPort(owner))
        ? "maybe"
        : undefined;
    case "inferred":
      if (!released) return neverReleasedTier(view, owner) ?? (isExpectedToEnd(view, outcome, believed) ? "maybe" : undefined);
      if (type.model?.form === "call") return "definite";
      if (!type.release.some((name) => releaseMethods.has(name))) return type.code === "idle" ? undefined : "maybe";
      // What is read and throws has most often ended by itself.
      if (/Reader|Readable/.test(type.name) && overwritten.length === 0 && leaks.every(isByException)) return "maybe";
      return type.code === "idle" ? "maybe" : "definite";
    case "none":
      return undefined;
  }
}

/** `const reader = this.#frames.readable.getReader()`, read to its end: of its own stream an object is the only reader. */
function isOwnPump({ facts }: BodyView, { binding, point }: Owner): boolean {
  const { terminator } = facts.body.blocks[point.block]!;
  const receiver = terminator.kind === "call" && terminator.callee.kind === "method" ? terminator.callee.receiver : undefined;
  const source = receiver === undefined ? undefined : operandText(facts.body, receiver);
  return source?.startsWith("this.") === true && facts.doneFlags.some(({ via }) => via === binding);
}

/** What is waited for in vain has not ended by itself; where the wait is not in vain, somebody gets it. */
function isLostByGivingUp(view: BodyView, leaks: readonly Exit[], safe: readonly Exit[]): boolean {
  return safe.some(isHandedOn) && leaks.some((exit) => isGivenUp(view, exit));
}

/** Where it is not dropped somebody gets it, to whom it matters. */
function isDroppedOnOneWay(leaks: readonly Exit[], safe: readonly Exit[]): boolean {
  return safe.some(isHandedOn) && leaks.some(({ kind, after }) => (kind === "return" || kind === "end") && after === undefined);
}

/** A stream that fails has ended by itself. */
const breaks = /Stream|Socket|Readable|Writable/;

/** A socket for datagrams has no other side that would end it. */
function holdsPort({ type }: Owner): boolean {
  return type.key.endsWith("dgram:Socket");
}

/** What cannot listen holds no port. */
const neverOpens = /Server/;

/** Timers run off, and a process that nobody keeps may be meant to go on alone. */
const endsInTime = /Timeout|Immediate|Timer|Process/;

function isEnded({ type }: Owner): boolean {
  return type.release.some((method) => releaseMethods.has(method));
}

function isHandedOn({ status }: Exit): boolean {
  return status.kind === "given" && (status.how === "returned" || status.how === "stored");
}

function isReturned({ status }: Exit): boolean {
  return status.kind === "given" && status.how === "returned";
}

/** What the body throws itself has broken nothing. */
function isForeignThrow({ kind, explicit }: Exit): boolean {
  return kind === "throw" && !explicit;
}

function isByException({ kind, after }: Exit): boolean {
  return kind === "throw" || after !== undefined;
}

/** By what others do, by what this body does to its like, or because nobody is left to end it. */
function isExpectedToEnd(view: BodyView, outcome: Outcome, believed: "definite" | "maybe"): boolean {
  const { owner } = outcome;
  return (
    (isMadeHere(view, owner) && releasesAnother(view, owner)) ||
    (othersRelease(view, owner) && !isHeardFrom(view, owner)) ||
    (owner.type.code !== "idle" &&
      (isLostByGivingUp(view, outcome.leaks, outcome.safe) ||
        (isEnded(owner) && isDroppedOnOneWay(outcome.leaks, outcome.safe)) ||
        isLeftAlone(view, outcome) ||
        (believed === "definite" && isNeverDelivered(outcome))))
  );
}

/** `const worker = new Worker(file); await ready(worker); return worker;`: of what does not end when something fails. */
function isLostBeforeDelivery({ owner, leaks, safe }: Outcome): boolean {
  const ends = [endsInTime, breaks, neverOpens].some((names) => names.test(owner.type.name));
  return !ends && leaks.every(({ kind }) => kind === "throw") && safe.some(isHandedOn);
}

/** `const file = new Writer(path); await file.start(); return file;`: who waits for it never gets hold of it where that throws. */
function isNeverDelivered({ owner, leaks, safe }: Outcome): boolean {
  const delivered = safe.some(isReturned) || (leaks.every(({ explicit }) => explicit) && safe.some(isHandedOn));
  return delivered && leaks.every(({ kind }) => kind === "throw") && owner.type.release.some((name) => releaseMethods.has(name));
}

/** The other callers of what gave it do. */
function othersRelease({ body, knowledge }: BodyView, { origin, point }: Owner): boolean {
  const { terminator } = body.blocks[point.block]!;
  return origin.kind === "acquired" && terminator.kind === "call" && isReleasedByOthers(knowledge, body, terminator);
}

/** By `new`: what another function gives may be somebody else's. */
function isMadeHere({ body }: BodyView, { origin, point }: Owner): boolean {
  const { terminator } = body.blocks[point.block]!;
  return origin.kind === "acquired" && terminator.kind === "call" && terminator.form === "new";
}

/** Nothing here shows that its release matters, so that must be told by names, or by what its own code ends. */
function neverReleasedTier(view: BodyView, owner: Owner): "definite" | "maybe" | undefined {
  const { type, by, name } = owner;
  // `const unlock = await mutex.lock()`: there is nothing else to do with it than to call it.
  if (type.model?.form === "call") return soundsReleasing(name) ? "definite" : "maybe";
  // Whoever declares that it is new says that it has no other owner.
  if (type.code === "absent" && owner.origin.kind === "acquired" && !owner.origin.guess) return "maybe";
  // What tells its listeners something goes on doing so when this body is over.
  if (type.code === "idle" || isListenedTo(view, owner)) return undefined;
  if (type.release.some((method) => finalMethods.has(method))) return "maybe";
  const sure = type.code === "ends" || opensSomething(by);
  return sure && type.release.some((method) => releaseMethods.has(method)) ? "maybe" : undefined;
}

/** `open`, `connect`: names that leave little doubt. */
function opensSomething(by: string): boolean {
  return /^(?:open|connect|acquire|launch|checkout|borrow|reserve)(?![a-z])/.test(by.slice(by.lastIndexOf(".") + 1));
}

/** A program's `main` that throws is over, and so is a command: the leak lasts no longer than the process. */
function onlyEndsTheProcess({ body, file }: BodyView, leaks: readonly Exit[]): boolean {
  if (leaks.length === 0 || !leaks.every((exit) => exit.kind === "throw")) return false;
  if (/^(?:main|run|cli|start|bootstrap|seed|migrate)$/.test(body.name)) return true;
  return /^(?:execute|handle|run)$/.test(body.scope.at(-1) ?? "") && /\/(?:cli|bin|commands?)\//.test(file.path);
}
