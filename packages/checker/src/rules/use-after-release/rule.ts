/** use-after-release (FH1002): a value is used after it was closed, freed or given back. */

import { assertNever } from "@freehold/mir/assert";
import type { LateUse, Outcome } from "../../analyses/obligations/outcome.ts";
import { ownersOnce, type BodyView } from "../../body-view.ts";
import { other, primary, subject } from "../../explain/labels.ts";
import { endLabels, useLabels } from "../../explain/inside.ts";
import { participle } from "../../explain/late-use.ts";
import type { Owner } from "../../facts/facts.ts";
import { defineRule, type Description, type Rule, type RuleMeta } from "../../rule.ts";
import { safeAfterRelease, softReleaseMethods, soundsSettling, soundsStarting } from "../../words.ts";
import { endedParts, type EndedPart } from "./ended-parts.ts";
import { inStrictCode } from "./in-strict-code.ts";
import { lateCallbacks, type LateCallback } from "./late-callbacks.ts";
import { returnedClosures, type ReturnedClosure } from "./returned-closures.ts";
import { staleFields, type StaleField } from "./stale-fields.ts";

type Finding = LateFinding | StaleField | EndedPart | LateCallback | ReturnedClosure;

interface LateFinding {
  readonly kind: "late-use";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly use: LateUse;
}

const meta: RuleMeta = {
  name: "use-after-release",
  code: "FH1002",
  otherCodes: ["E0382", "E0505"],
  summary: "used after it was disposed, closed or freed",
};

export const rule: Rule = { ...defineRule<Finding>({ meta, find, describe }), inStrictCode: inStrictCode(meta) };

function find(view: BodyView): readonly Finding[] {
  // A test uses what is over on purpose.
  if (view.file.test) return [];
  const others = ownersOnce(view).filter((owner) => !isItself(view, owner));
  return [
    ...others.flatMap((owner) => [
      ...firstUses(view.outcome(owner, "definite")),
      ...lateCallbacks(view, owner),
      ...returnedClosures(view, owner),
    ]),
    ...staleFields(view),
    ...endedParts(view),
  ];
}

/** `this.dispose(); this.fire("end");`: the class's own code knows what is left of it. */
function isItself({ body }: BodyView, { binding }: Owner): boolean {
  return binding !== undefined && body.locals[binding]?.kind.kind === "this";
}

/** One root cause makes one report: the first late use of each release. */
function firstUses({ owner, late }: Outcome): readonly LateFinding[] {
  const told = new Set<number>();
  return late.flatMap((use) => {
    const tier = isEndedOnTheWayOut(owner, use) ? "maybe" : tierOf(owner, use);
    if (tier === undefined || told.has(use.status.at.start)) return [];
    told.add(use.status.at.start);
    return [{ kind: "late-use", tier, owner, use }];
  });
}

/** `try { return { stream: file.createReadStream() }; } finally { await file.close(); }`: who gets it finds it over. */
function isEndedOnTheWayOut({ type, origin }: Owner, { how, status, span }: LateUse): boolean {
  if (how !== "returned" || status.kind !== "released" || !status.certain || status.member === "using") return false;
  return origin.kind === "acquired" && type.strength === "hard" && type.model?.useAfter !== undefined && status.at.start > span.start;
}

function tierOf(owner: Owner, { how, member, status }: LateUse): "definite" | "maybe" | undefined {
  if (status.kind !== "released" || status.member === "using" || !isUse(owner, how, member)) return undefined;
  const { model } = owner.type;
  if (model !== undefined && model.useAfter === undefined) return undefined;
  if (!status.certain) return "maybe";
  // What the work does with it may be done before it waits for the first time.
  if (how === "work-dropped" && model?.endsAtOnce === true) return "maybe";
  if (model !== undefined) return "definite";
  if (owner.type.code === "idle") return undefined;
  if (how === "work-returned") return owner.origin.kind === "acquired" ? "maybe" : undefined;
  // `subscription.unsubscribe()` of an object that is more than that: what it said goes on being true.
  if (owner.type.code !== "ends" && softReleaseMethods.has(status.member) && !isOver(owner, how, status.member)) return undefined;
  return "maybe";
}

/** A connection made here, after `quit()`, takes no more calls. */
function isOver({ origin }: Owner, how: LateUse["how"], member: string): boolean {
  return how === "method" && origin.kind === "acquired" && /^(?:end|quit|shutdown|delete)$/.test(member);
}

function isUse({ type }: Owner, how: LateUse["how"], member: string): boolean {
  switch (how) {
    case "method":
      // What leaves a value usable is a use of it.
      if (type.release.includes(member)) return type.model?.usableAfter?.includes(member) === true;
      if (type.model === undefined && (soundsStarting(member) || soundsSettling(member))) return false;
      return !safeAfterRelease.has(member) && !(type.model?.safeAfter ?? []).includes(member);
    case "argument":
      return type.model?.argumentIsUse === true || (type.model === undefined && type.release.includes("free"));
    case "move":
    case "work-returned":
    case "work-dropped":
    case "lent":
      return true;
    case "property":
      return type.model?.throwsWhenRead?.includes(member) === true;
    case "element":
    case "counted":
    case "read":
    case "release":
    case "returned":
    case "lent-returned":
    case "captured-returned":
    case "stored":
    case "contained":
      return false;
  }
}

function describe(finding: Finding, view: BodyView): Description {
  switch (finding.kind) {
    case "stale-field":
      return describeStale(finding);
    case "ended-part":
      return describePart(finding);
    case "late-callback":
      return describeCallback(finding);
    case "returned-closure":
      return describeReturned(finding);
    case "late-use":
      return { ...describeLate(finding), ...codeInStrictCode(finding, view) };
    default:
      return assertNever(finding);
  }
}

/** What `drop` is given is moved, to Rust, and what lends cannot be moved as long as somebody has what it lent. */
function codeInStrictCode({ use: { how, status } }: LateFinding, { file }: BodyView): Pick<Description, "code"> {
  if (file.strict === undefined || status.kind !== "released" || status.member.startsWith("[")) return {};
  return { code: how === "lent" ? "E0505" : "E0382" };
}

function describePart({ name, type, member, ended, inside, use }: EndedPart): Description {
  return {
    message: `\`${name}\` is used after it was ended`,
    labels: [
      primary(use, "used here"),
      ...(inside === undefined ? [other(ended, "ended here")] : [other(ended, "ended by this call"), other(inside, "ended here")]),
    ],
    why: type.model?.useAfter ?? `After \`${member}\` the value is dead: what happens next is up to its implementation, an error at best.`,
    help: `Use \`${name}\` before it is ended, or end it later`,
  };
}

function describeCallback({ owner, how, member, released, started, use }: LateCallback): Description {
  const name = subject(owner);
  const verb = member === "release" ? "given back" : "released";
  return {
    message:
      how === "work"
        ? `${name} is ${verb} while a call on it is still under way`
        : `${name} is released before the callback that uses it runs`,
    labels:
      how === "work"
        ? [other(started, "reports to its callback when it is through"), primary(released, `${verb} here, at once`)]
        : [
            primary(use, "used here, later"),
            other(started, "calls back when the code around it is through"),
            other(released, "released here, at once"),
          ],
    why: owner.type.model?.useAfter ?? "The code after the call goes on at once: when the callback runs, the value is over.",
    help: `Release ${name} in the callback, on every way through it`,
  };
}

function describeReturned({ owner, released, returned, use }: ReturnedClosure): Description {
  const name = subject(owner);
  return {
    message: `the closure that is returned uses ${name}, which is released by then`,
    labels: [
      primary(use, "used here, whenever it is called"),
      other(returned, "leaves here"),
      other(released, "released before anybody can call it"),
    ],
    why:
      owner.type.model?.useAfter ??
      "Whoever calls it meets a value that is dead: what happens next is up to its implementation, an error at best.",
    help: `Take out of ${name} what the closure needs before it is released, or let whoever has the closure release it`,
  };
}

/** The field is dead from the exception on; whoever calls the other method next meets it. */
function describeStale({ name, type, member, released, failing, use }: StaleField): Description {
  return {
    message: `\`${name}\` stays dead when something throws before it is set anew`,
    labels: [
      primary(failing, "if this throws, the field keeps what was ended"),
      other(released, `ended here by \`${member}\``),
      other(use, "used here later"),
    ],
    why: type.model?.useAfter ?? `After \`${member}\` the value is dead: what happens next is up to its implementation, an error at best.`,
    help: "Set the field in a `finally`, or clear it before the call that can fail",
  };
}

function describeLate({ owner, use }: LateFinding): Description {
  const name = subject(owner);
  const verb = participle(use);
  const again = use.status.at.start >= use.span.start;
  if (use.how === "lent") return describeLent(owner, use);
  if (use.how === "returned") return describeReturnedOver(owner, use);
  return {
    message:
      use.how === "work-dropped" ? `${name} is ${verb} while a promise is still at work on it` : `${name} is used after it was ${verb}`,
    labels:
      use.how === "work-dropped"
        ? [primary(use.span, `${verb} here; a call before it was not awaited`)]
        : [
            primary(
              use.span,
              use.how === "work-returned"
                ? "still at work on it when it is over"
                : again
                  ? "used here on the next turn of the loop"
                  : "used here",
            ),
            ...endLabels(use),
            ...useLabels(use),
          ],
    why:
      owner.type.model?.useAfter ??
      `After \`${use.status.kind === "released" ? use.status.member : ""}\` the value is dead: what happens next is up to its implementation, an error at best.`,
    help:
      use.how === "work-returned" || use.how === "work-dropped"
        ? "Await the promise before the value is released: `await …`"
        : `Use ${name} before it is ${verb}, or release it later`,
  };
}

function describeReturnedOver(owner: Owner, use: LateUse): Description {
  const name = subject(owner);
  const verb = participle(use);
  return {
    message: `${name} leaves with what is returned, and is ${verb} on the way out`,
    labels: [primary(use.span, "returned here, or what works on it"), ...endLabels(use)],
    why: owner.type.model?.useAfter ?? "Whoever gets it finds it over.",
    help: `Release ${name} only where the function fails, and let whoever gets it release it otherwise`,
  };
}

/** Not the owner itself is touched but what it has lent. */
function describeLent(owner: Owner, use: LateUse): Description {
  const name = subject(owner);
  const verb = participle(use);
  return {
    message: `what ${name} lends is used after ${name} was ${verb}`,
    labels: [primary(use.span, "used here"), other(use.status.at, `${verb} here, and with it all that it lends`)],
    why: "What it lends ends with it: nobody vouches for it any more.",
    help: `Use it before ${name} is ${verb}, or release ${name} later`,
  };
}
