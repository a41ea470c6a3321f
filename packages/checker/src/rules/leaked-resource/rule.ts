/** leaked-resource (FH1001): a way out of the body on which nobody releases what it acquired. */

import type { Fix, Label } from "@freehold/diagnostics/diagnostic";
import type { Span } from "@freehold/diagnostics/span";
import { assertNever } from "@freehold/mir/assert";
import type { Exit, Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { birthplace, functionName, other, primary, releaseCall, subject } from "../../explain/labels.ts";
import { tryFinally } from "../../explain/try-finally.ts";
import type { Owner } from "../../facts/facts.ts";
import { pairKey } from "../../facts/pair.ts";
import { defineRule, type Description } from "../../rule.ts";
import { describeAllAtOnce, findAllAtOnce, type AllAtOnce } from "./all-at-once.ts";
import { describeChained, findChained, type Chained } from "./chained.ts";
import { ifOnlyLent } from "./lent.ts";
import { ifListenersAreGone } from "./meanwhile.ts";
import { describePiped, findPiped, type Piped } from "./piped.ts";
import { describeSettled, findSettled, type Settled } from "./settled.ts";
import { leakTier } from "./tier.ts";
import { describeUncancelled, findUncancelled, type Uncancelled } from "./uncancelled.ts";
import { describeUnrevoked, findUnrevoked, type Unrevoked } from "./unrevoked.ts";
import { describeWithoutReturn, findWithoutReturn, type WithoutReturn } from "./without-return.ts";

type Finding = AllAtOnce | Chained | Leak | Piped | Settled | Uncancelled | Unrevoked | WithoutReturn;

interface Leak {
  readonly kind: "leak";
  readonly tier: "definite" | "maybe";
  readonly outcome: Outcome;
}

export const rule = defineRule<Finding>({
  meta: { name: "leaked-resource", code: "FH1001", summary: "a way out on which nobody releases a resource" },
  find: (view) => [
    ...findLeaks(view),
    ...findSettled(view),
    ...findChained(view),
    ...findUncancelled(view),
    ...findUnrevoked(view),
    ...findAllAtOnce(view),
    ...findPiped(view),
    ...findWithoutReturn(view),
  ],
  describe,
});

function describe(finding: Finding, view: BodyView): Description {
  switch (finding.kind) {
    case "all-at-once":
      return describeAllAtOnce(finding);
    case "chained":
      return describeChained(finding, view);
    case "piped":
      return describePiped(finding);
    case "leak":
      return describeLeak(finding, view);
    case "settled":
      return describeSettled(finding, view);
    case "uncancelled":
      return describeUncancelled(finding, view);
    case "unrevoked":
      return describeUnrevoked(finding, view);
    case "without-return":
      return describeWithoutReturn(finding, view);
    default:
      return assertNever(finding);
  }
}

/** One root cause makes one report: a page that ends with its browser is not told where the browser is. */
function findLeaks(view: BodyView): readonly Leak[] {
  const findings = leaks(view);
  return findings.filter(
    ({ tier, outcome: { owner } }) =>
      !findings.some((host) => belongsTo(owner, host.outcome.owner) && (host.tier === tier || host.tier === "definite")),
  );
}

/** By origin, or a transaction to its connection. */
function belongsTo({ within, type }: Owner, host: Owner): boolean {
  return within.some((local) => host.binding === local) || (type.key === pairKey && host.type.key !== pairKey && type.name === host.name);
}

function leaks(view: BodyView): readonly Leak[] {
  return view.facts.owners.flatMap((owner) => {
    // Bound to no name: dropped-guard tells that story. Bound by using: it is released on every way out.
    if (owner.using || owner.binding === undefined || owner.origin.kind === "borrowed" || owner.origin.kind === "view") return [];
    for (const believed of view.tier === "definite" ? (["definite"] as const) : (["definite", "maybe"] as const)) {
      const outcome = view.outcome(owner, believed);
      const tier = leakTier(view, outcome, believed);
      if (tier !== undefined) return [{ kind: "leak", tier, outcome }];
    }
    return view.tier === "definite" ? [] : lentOnly(view, owner);
  });
}

function lentOnly(view: BodyView, owner: Owner): readonly Leak[] {
  const followed = view.outcome(owner, "maybe");
  const outcome = ifOnlyLent(view, followed) ?? ifListenersAreGone(view, followed);
  return outcome === undefined || leakTier(view, outcome, "maybe") === undefined ? [] : [{ kind: "leak", tier: "maybe", outcome }];
}

function describeLeak({ outcome }: Leak, view: BodyView): Description {
  const { owner } = outcome;
  const name = subject(owner);
  const where = birthplace(owner, view);
  const call = releaseCall(owner);
  const fix = fixFor(outcome, view);
  return {
    message: headline(outcome, view),
    labels: [primary(where, responsibility(owner)), ...waysOut(outcome)],
    why:
      owner.type.model?.leak ??
      `${outcome.leaks.length === 1 ? "On that way out" : "On those ways out"} nothing ends ${name}: what it holds stays held until the process ends.`,
    ...(fix === undefined ? call !== undefined && { help: help(outcome, call) } : { fixes: [fix] }),
  };
}

function responsibility({ origin, by, type }: Owner): string {
  return origin.kind === "taken"
    ? `yours to release: whenever this function comes back, it has ended ${type.what}`
    : `yours to release: \`${by}\` hands over ${type.what}`;
}

/** Where one statement releases it, `finally` is the place for that. */
function fixFor({ owner, releases, overwritten }: Outcome, { file }: BodyView): Fix | undefined {
  const [released] = releases;
  if (released === undefined || releases.length > 1 || overwritten.length > 0 || owner.origin.kind !== "acquired") return undefined;
  return tryFinally({ file: file.path, text: file.text, acquired: owner.span, released });
}

function headline({ owner, leaks, safe, releases, overwritten }: Outcome, view: BodyView): string {
  const name = subject(owner);
  const ways = leaks.length + safe.length;
  if (leaks.length === 0 && overwritten.length > 0) return `${name} is acquired again while the one before is still open`;
  if (safe.length === 0 && releases.length === 0) return `${name} is never released`;
  if (leaks.every((exit) => exit.kind === "throw")) return `${name} is not released when ${functionName(view)} throws`;
  if (leaks.every((exit) => exit.kind === "throw" || exit.after !== undefined))
    return `${name} is not released when something throws in ${functionName(view)}`;
  if (ways === 1) return `${name} is not released on every path through ${functionName(view)}`;
  return `${name} is never released on ${leaks.length} of the ${ways} ways out of ${functionName(view)}`;
}

/** Every way out in source order, at most eight of them. */
function waysOut({ leaks, safe }: Outcome): readonly Label[] {
  const ways = [...leaks.map((exit) => ({ exit, leaks: true })), ...endings(safe).map((exit) => ({ exit, leaks: false }))];
  const ordered = ways.map((way) => ({ ...way, span: placeOf(way.exit) })).sort((a, b) => a.span.start - b.span.start);
  return ordered
    .slice(0, 8)
    .map(({ exit, leaks: leaking, span }, index) =>
      other(span, `out ${index + 1} ${leaking ? `✗${condition(exit)}` : `✓ ${ending(exit)}`}`),
    );
}

function condition(exit: Exit): string {
  if (exit.kind === "throw") return exit.explicit ? "" : " if this throws";
  if (exit.kind === "closed") return " if the consumer stops here";
  if (exit.after !== undefined) return " after a caught exception";
  return exit.kind === "end" ? " at the end" : "";
}

/** Safe ways out that end at one place are one way. */
function endings(safe: readonly Exit[]): readonly Exit[] {
  const seen = new Set<number>();
  return safe.filter((exit) => {
    const { start } = placeOf(exit);
    if (seen.has(start)) return false;
    seen.add(start);
    return true;
  });
}

function placeOf({ status, span }: Exit): Span {
  return "at" in status && status.kind !== "given" ? status.at : span;
}

function ending({ status }: Exit): string {
  switch (status.kind) {
    case "released":
      return "released";
    case "given":
      return status.how === "returned" ? "handed to the caller" : "handed on";
    case "deferred":
      return "released later";
    case "absent":
    case "live":
    case "lent":
    case "moved":
    case "ended":
      return "moved";
  }
}

function help({ owner, leaks, releases }: Outcome, call: string): string {
  const awaiting = owner.type.release.some((name) => name === "[Symbol.asyncDispose]") ? "await " : "";
  if (releases.length === 0)
    return `Release it when you are done: \`${awaiting}${call}\`, in a \`finally\` so that it also happens when something throws`;
  if (leaks.every((exit) => exit.kind === "throw")) return `Release it on every way out: \`try { … } finally { ${awaiting}${call}; }\``;
  return `Call \`${call}\` on every way out, or put it in a \`finally\``;
}
