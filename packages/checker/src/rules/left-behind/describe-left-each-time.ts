/** The words for what code that runs again and again leaves behind. */

import { other, primary, releaseCall, subject } from "../../explain/labels.ts";
import type { Description } from "../../rule.ts";
import type { LeftBehind } from "./left-behind.ts";
import type { Repeated } from "./repeated-code.ts";

export function describeLeftEachTime(finding: Extract<LeftBehind, { kind: "each-time" }>): Description {
  const { repeated, span } = finding;
  const runs = other(repeated.at, repeated.of === "component" ? "runs each time the component comes up" : `runs for each ${repeated.of}`);
  const over = repeated.of === "request" ? "when the request is over" : `when the ${repeated.of} is gone`;
  switch (finding.what) {
    case "listener": {
      const { event, object, removal } = finding;
      return {
        message: `the listener for \`${event}\` stays on \`${object}\` ${over}`,
        labels: [primary(span, "added here, one more on every run"), runs],
        why: "Nothing takes it off: events are handled once for each run, also for what is long over, and what it captured is never freed.",
        help: undo(repeated, `${object}.${removal}("${event}", listener)`),
      };
    }
    case "resource": {
      const { owner } = finding;
      return {
        message: `${subject(owner)} goes on ${over}`,
        labels: [primary(span, `\`${owner.by}\` starts ${owner.type.what}, one more on every run`), runs],
        why: owner.type.model?.leak ?? "Each run starts one, and none is ended.",
        help:
          owner.name === ""
            ? `Bind it to a name. ${undo(repeated, releaseCall({ ...owner, name: "name" }))}`
            : undo(repeated, releaseCall(owner)),
      };
    }
  }
}

function undo({ of, undoneBy }: Repeated, call = "…"): string {
  if (undoneBy === "result") return `Give a cleanup back: \`return () => ${call};\``;
  return of === "component"
    ? `Undo it in \`${undoneBy}\`: \`${call}\``
    : `Undo it when the ${of} closes: \`.on("${undoneBy}", () => ${call})\``;
}
