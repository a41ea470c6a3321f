/** double-release (FH1003): a value is released again where a second release is a fault. */

import { assertNever } from "@freehold/mir/assert";
import type { TypeModel } from "@freehold/models/schema";
import type { LateUse } from "../../analyses/obligations/outcome.ts";
import { ownersOnce, type BodyView } from "../../body-view.ts";
import { awaitedType } from "../../contracts/owned-type.ts";
import { other, primary, subject } from "../../explain/labels.ts";
import type { Owner } from "../../facts/facts.ts";
import { endLabels } from "../../explain/inside.ts";
import { participle } from "../../explain/late-use.ts";
import { defineRule, type Description, type Rule, type RuleMeta } from "../../rule.ts";
import { findBothEvents, type BothEvents } from "./both-events.ts";
import { findEachAttempt, type EachAttempt } from "./each-attempt.ts";
import { givenUpWaiting, type GivenUpWaiting } from "./given-up-waiting.ts";
import { inStrictCode } from "./in-strict-code.ts";
import { findTwoOwners, type TwoOwners } from "./two-owners.ts";

type Finding = LateRelease | GivenUpWaiting | BothEvents | EachAttempt | TwoOwners;

interface LateRelease {
  readonly kind: "late-release";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly use: LateUse;
}

const meta: RuleMeta = { name: "double-release", code: "FH1003", summary: "released twice where a second release is an error" };

export const rule: Rule = { ...defineRule<Finding>({ meta, find, describe }), inStrictCode: inStrictCode(meta) };

function find(view: BodyView): readonly Finding[] {
  // A test releases twice on purpose.
  return view.file.test ? [] : [...findAgain(view), ...findBothEvents(view), ...findEachAttempt(view), ...findTwoOwners(view)];
}

function findAgain(view: BodyView): readonly (LateRelease | GivenUpWaiting)[] {
  return ownersOnce(view).flatMap((owner): readonly (LateRelease | GivenUpWaiting)[] => {
    const { late } = view.outcome(owner, "definite");
    const use = late.find((candidate) => tierOf(owner, candidate) !== undefined && !tellsWhether(view, owner, candidate));
    if (use !== undefined) return [{ kind: "late-release", tier: tierOf(owner, use)!, owner, use }];
    return owner.type.model?.doubleRelease === undefined ? [] : givenUpWaiting(view, owner);
  });
}

function tierOf(owner: Owner, { how, status, member }: LateUse): "definite" | "maybe" | undefined {
  if (how !== "release" || status.kind !== "released") return undefined;
  const { model } = owner.type;
  if (model !== undefined && (model.doubleRelease === undefined || isHarmlessAgain(model, member))) return undefined;
  if (model === undefined && !(member === "free" || member === "release")) return undefined;
  // What a second release does is known of a library that a model speaks for; a name alone does not tell.
  return status.certain && model !== undefined ? "definite" : "maybe";
}

/** `if (!lease.release()) return;`: a release that answers by yes or no has an answer for the second one, too. */
function tellsWhether({ body, knowledge: { program } }: BodyView, { type }: Owner, { member, span }: LateUse): boolean {
  if (type.model !== undefined) return false;
  const call = body.blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" &&
    terminator.callee.kind === "method" &&
    terminator.callee.name === member &&
    terminator.span.end === span.end
      ? [terminator.call]
      : [],
  )[0];
  const result = call === undefined ? undefined : program.answers[body.id]?.calls.get(call)?.result;
  return result !== undefined && program.types[awaitedType(program, result).type]?.name === "boolean";
}

/** `await using handle` after `handle.join()`; and whoever adds a disposal to a type that its library ends by name lets it come second. */
function isHarmlessAgain({ release, safeAfter = [] }: TypeModel, member: string): boolean {
  if (member !== "using") return safeAfter.includes(member);
  return !release.some((name) => disposals.includes(name)) || disposals.some((name) => safeAfter.includes(name));
}

const disposals: readonly string[] = ["[Symbol.dispose]", "[Symbol.asyncDispose]"];

function describe(finding: Finding): Description {
  switch (finding.kind) {
    case "late-release":
      return describeLate(finding);
    case "given-up-waiting":
      return describeGivenUp(finding);
    case "both-events":
      return describeBothEvents(finding);
    case "each-attempt":
      return describeEachAttempt(finding);
    case "two-owners":
      return describeTwoOwners(finding);
    default:
      return assertNever(finding);
  }
}

function describeGivenUp({ owner, byTimer, byAnswer }: GivenUpWaiting): Description {
  return {
    message: `${subject(owner)} is released when the time is up, and again when the answer comes`,
    labels: [other(byTimer, "released here when the time is up"), primary(byAnswer, "and again here, however late it is")],
    why: owner.type.model?.doubleRelease ?? twice,
    help: "Let the timer leave a flag, and the answer look at it; or release where both ways meet",
  };
}

function describeBothEvents({ owner, object, events: [first, second], added, released }: BothEvents): Description {
  const name = subject(owner);
  return {
    message: `${name} is released by \`${first}\` of \`${object}\` and again by \`${second}\`, which follows`,
    labels: [
      primary(released, "released here, by each of the two"),
      other(added[0], `for \`${first}\``),
      other(added[1], `for \`${second}\``),
    ],
    why: owner.type.model?.doubleRelease ?? twice,
    help: `Listen to \`${second}\` alone, which comes in any case`,
  };
}

function describeEachAttempt({ name, started, by, made, released }: EachAttempt): Description {
  return {
    message: `each attempt of \`${by}\` releases \`${name}\`, which they share`,
    labels: [
      other(made, "made once"),
      other(started, "runs the function again when it fails"),
      primary(released, "released whenever an attempt fails"),
    ],
    why: "The next attempt works on what is over, or on what somebody else has got since, and releases it once more.",
    help: `Make \`${name}\` inside of the function, or release it when \`${by}\` is through`,
  };
}

function describeTwoOwners({ owner, made, released }: TwoOwners): Description {
  return {
    message: `the stream and ${subject(owner)} both close one descriptor`,
    labels: [
      other(made, "closes the descriptor at its end, and does not know the handle"),
      primary(released, "closes the same number again"),
    ],
    why: "By the second close the number may belong to another file, which is closed instead.",
    help: "Let the handle make the stream: `handle.createReadStream()`; or tell the stream to leave it open: `autoClose: false`",
  };
}

const twice = "The second release hits a value that is already dead, or one that somebody else has got since.";

function describeLate({ owner, use }: LateRelease): Description {
  const name = subject(owner);
  const verb = participle(use);
  const sameCall = use.status.at.start === use.span.start;
  return {
    message: `${name} is ${verb} twice`,
    labels: sameCall
      ? [primary(use.span, `${verb} here, and again on the next turn`)]
      : [...endLabels(use), primary(use.span, `and ${verb} again here`)],
    why: owner.type.model?.doubleRelease ?? twice,
    help: "Release it once, at the place that every path passes",
  };
}
