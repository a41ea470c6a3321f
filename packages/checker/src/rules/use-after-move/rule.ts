/** use-after-move (E0382): a value is used after it was given away, transferred or consumed. */

import type { LateUse } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { other, primary, subject } from "../../explain/labels.ts";
import { participle } from "../../explain/late-use.ts";
import type { Owner } from "../../facts/facts.ts";
import { defineRule, type Description, type Rule, type RuleMeta } from "../../rule.ts";
import { inStrictCode } from "./in-strict-code.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly use: LateUse;
}

const meta: RuleMeta = { name: "use-after-move", code: "E0382", summary: "used after it was given away, transferred or consumed" };

export const rule: Rule = { ...defineRule<Finding>({ meta, find, describe }), inStrictCode: inStrictCode(meta) };

function find(view: BodyView): readonly Finding[] {
  // A test looks at what was sent away on purpose.
  if (view.file.test) return [];
  return view.facts.owners.flatMap((owner): readonly Finding[] => {
    const { late } = view.outcome(owner, "definite");
    const use = late.find((each) => isUse(owner, each)) ?? late.find(isKept);
    if (use !== undefined) return [{ tier: "definite", owner, use }];
    const count = late.find(isCount);
    return count === undefined ? [] : [{ tier: "maybe", owner, use: count }];
  });
}

/** Reading `byteLength` of a detached buffer is how one asks whether it is detached; closing a transferred bitmap does nothing. */
function isUse({ type }: Owner, { how, member, status }: LateUse): boolean {
  if (status.kind !== "moved") return false;
  if (how === "property" && type.model?.throwsWhenRead?.includes(member) === true) return true;
  switch (how) {
    case "method":
    case "argument":
    case "element":
    case "move":
    case "returned":
    case "lent-returned":
      return true;
    case "release":
      return status.how === "consumed";
    case "lent":
    case "property":
    case "counted":
    case "read":
    case "work-returned":
    case "work-dropped":
    case "captured-returned":
    case "stored":
    case "contained":
      return false;
  }
}

/** `list.push({ name, data })`: whoever takes it out finds nothing in it. A message to the next worker is better told where it is sent. */
function isKept({ how, status }: LateUse): boolean {
  return how === "contained" && status.kind === "moved";
}

/** `${buffer.byteLength} bytes sent`: always nought, which may be what a demonstration means to show. */
function isCount({ how, status }: LateUse): boolean {
  return how === "counted" && status.kind === "moved" && status.how === "transferred";
}

function describe({ owner, use }: Finding): Description {
  const name = subject(owner);
  const verb = participle(use);
  const { status } = use;
  const by = status.kind === "moved" ? status.text : "";
  const next = status.at.start >= use.span.start;
  return {
    message: `${name} is used after it was ${verb}`,
    labels: [
      other(status.at, `${verb} here, by \`${by}\``),
      primary(use.span, next ? "used here on the next turn of the loop" : "used here"),
    ],
    ...consequences(owner, status),
  };
}

function consequences({ type: { model } }: Owner, status: LateUse["status"]): Pick<Description, "why" | "help"> {
  if (status.kind !== "moved" || status.how === "consumed")
    return {
      why: model?.useAfter ?? "The callee owns it now and may end it at any time.",
      help: "Use it before it is given away, or give a clone",
    };
  if (model?.movable === true)
    return {
      why: "It is on the other side now. What is left here is detached: it does nothing any more, or throws.",
      help: "Use it before the transfer, and leave it to the other side afterwards",
    };
  return {
    why: "A transferred buffer is detached: its length is 0 on this side, reads give `undefined`, and many calls throw a TypeError.",
    help: "Use it before the transfer, or transfer a copy: `buffer.slice(0)`",
  };
}
