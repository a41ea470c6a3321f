/** outlives-using (E0597): a value leaves the scope whose `using` releases it. */

import type { LateUse } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { birthplace, other, primary, subject } from "../../explain/labels.ts";
import type { Owner } from "../../facts/facts.ts";
import { defineRule, type Description, type Rule, type RuleMeta } from "../../rule.ts";
import { inStrictCode } from "./in-strict-code.ts";

interface Finding {
  readonly tier: "definite";
  readonly owner: Owner;
  readonly use: LateUse;
}

const meta: RuleMeta = {
  name: "outlives-using",
  code: "E0597",
  otherCodes: ["E0713", "E0716"],
  summary: "returned, captured, stored or left un-awaited beyond the scope that releases it",
};

export const rule: Rule = { ...defineRule<Finding>({ meta, find, describe }), inStrictCode: inStrictCode(meta) };

function find(view: BodyView): readonly Finding[] {
  return view.facts.owners.flatMap((owner) => {
    if (!owner.using) return [];
    return view.outcome(owner, "definite").late.flatMap((use): Finding[] => (leaves(use) ? [{ tier: "definite", owner, use }] : []));
  });
}

function leaves({ how, status }: LateUse): boolean {
  if (status.kind !== "released" || status.member !== "using") return false;
  return how === "returned" || how === "lent-returned" || how === "captured-returned" || how === "work-returned" || how === "stored";
}

function describe({ owner, use }: Finding, view: BodyView): Description {
  const name = use.how === "lent-returned" ? `what ${subject(owner)} lends` : subject(owner);
  return {
    message: `${name} ${leaving(use)} the scope that releases it`,
    labels: [other(birthplace(owner, view), "released when this scope ends, because of `using`"), primary(use.span, place(use))],
    why: owner.type.model?.useAfter ?? "By the time anybody uses it, it has been disposed.",
    help:
      use.how === "work-returned"
        ? "Await it inside the scope: `return await …`"
        : "Give up `using` here and let the new owner release it, or do the work inside the scope",
  };
}

function leaving({ how }: LateUse): string {
  switch (how) {
    case "captured-returned":
      return "is captured by a closure that leaves";
    case "work-returned":
      return "is still at work in a promise that leaves";
    case "stored":
      return "is stored beyond";
    default:
      return "is returned out of";
  }
}

function place({ how, member }: LateUse): string {
  switch (how) {
    case "captured-returned":
      return "the closure returned here captures it";
    case "work-returned":
      return "this promise is returned before it is settled";
    case "stored":
      return `kept in \`${member}\``;
    default:
      return "returned here";
  }
}
