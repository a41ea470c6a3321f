/** The words for what an effect of a component leaves behind. */

import { other, primary, releaseCall, subject } from "../../explain/labels.ts";
import type { Description } from "../../rule.ts";
import type { LeftBehind } from "./left-behind.ts";
import type { Mounting } from "./mounted-code.ts";

export function describeEffect(finding: Extract<LeftBehind, { kind: "effect" }>): Description {
  const runs = other(finding.mounting.at, "runs each time the component comes up");
  switch (finding.what) {
    case "listener": {
      const { event, object, span, mounting } = finding;
      return {
        message: `the listener for \`${event}\` stays on \`${object}\` when the component is gone`,
        labels: [primary(span, "added here, one more on every run"), runs],
        why: "Nothing takes it off: events are handled once for each run, also for components that are gone, and what it captured is never freed.",
        help: undo(mounting, `${object}.removeEventListener("${event}", listener)`),
      };
    }
    case "resource": {
      const { owner, span, mounting } = finding;
      return {
        message: `${subject(owner)} goes on when the component is gone`,
        labels: [primary(span, `\`${owner.by}\` starts ${owner.type.what}, one more on every run`), runs],
        why: owner.type.model?.leak ?? "Each run starts one, and none is ended.",
        help: owner.name === "" ? `Bind it to a name. ${undo(mounting, releaseCall({ ...owner, name: "name" }))}` : undo(mounting, releaseCall(owner)),
      };
    }
  }
}

function undo({ undoneBy }: Mounting, call = "…"): string {
  return undoneBy === "result" ? `Give a cleanup back: \`return () => ${call};\`` : `Undo it in \`${undoneBy}\`: \`${call}\``;
}
