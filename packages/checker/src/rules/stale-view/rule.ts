/** stale-view (E0716): a view of memory is used after that memory was grown, moved or detached. */

import { assertNever } from "@freehold/mir/assert";
import type { LateUse } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { birthplace, other, primary, subject } from "../../explain/labels.ts";
import type { Owner } from "../../facts/facts.ts";
import { defineRule, type Description } from "../../rule.ts";
import { keptViews, type KeptView } from "./kept-views.ts";

type Finding = LateView | KeptView;

interface LateView {
  readonly kind: "late-view";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly use: LateUse;
}

export const rule = defineRule<Finding>({
  meta: { name: "stale-view", code: "E0716", summary: "a view of memory that was since grown, moved or detached" },
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  // A test looks at memory that has moved on purpose.
  return view.file.test ? [] : [...lateViews(view), ...keptViews(view)];
}

function lateViews(view: BodyView): readonly LateView[] {
  return view.facts.owners.flatMap((owner) => {
    const use = view.outcome(owner, "definite").late.find(isUse);
    return use === undefined
      ? []
      : [{ kind: "late-view", tier: use.status.kind === "ended" && use.status.certain ? "definite" : "maybe", owner, use } as const];
  });
}

function isUse({ how, status }: LateUse): boolean {
  return (
    status.kind === "ended" &&
    (how === "method" || how === "argument" || how === "element" || how === "returned" || how === "lent-returned")
  );
}

function describe(finding: Finding, view: BodyView): Description {
  switch (finding.kind) {
    case "late-view":
      return describeLate(finding, view);
    case "kept-view":
      return describeKept(finding);
    default:
      return assertNever(finding);
  }
}

const why =
  "When WebAssembly memory grows or a buffer is transferred, the old buffer is detached: its views have length 0, reads give `undefined`, writes are lost or throw.";

function describeKept({ name, root, made, growth, use }: KeptView): Description {
  return {
    message: `\`${name}\` goes on looking at memory that \`${growth.text}\` may have moved`,
    labels: [
      primary(made, `a view of \`${root}\`, made once`),
      other(growth.span, "may grow the memory, which ends its views"),
      other(use, "used here, whatever came before"),
    ],
    why,
    help: "Make the view anew where its `buffer` is no longer the memory's",
  };
}

function describeLate({ owner, use }: LateView, view: BodyView): Description {
  const { status } = use;
  const text = status.kind === "ended" ? status.text : "";
  const sure = status.kind === "ended" && status.certain;
  const root = owner.origin.kind === "view" ? owner.origin.root : "";
  const next = status.at.start >= use.span.start;
  return {
    message: `${subject(owner)} ${sure ? "looks" : "may look"} at memory that \`${text}\` has moved`,
    labels: [
      other(birthplace(owner, view), `a view of \`${root}\` from here`),
      other(status.at, sure ? `ends every view of \`${root}\`` : `may grow \`${root}\`, which ends its views`),
      primary(use.span, next ? "used here on the next turn of the loop" : "used here"),
    ],
    why,
    help: "Make the view anew after every call that may move the memory",
  };
}
