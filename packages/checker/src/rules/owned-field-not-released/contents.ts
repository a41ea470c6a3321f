/** A container that a class fills with what it makes, and that its end empties or forgets: the search and the words. */

import type { BodyView } from "../../body-view.ts";
import { headOf } from "../../explain/head.ts";
import { other, primary } from "../../explain/labels.ts";
import type { ForgottenContents } from "../../keepers/forgotten-contents.ts";
import { isLeftToCollector } from "../../left-to-collector.ts";
import type { Description } from "../../rule.ts";
import { releaseMethods } from "../../words.ts";

export interface Contents {
  readonly kind: "contents";
  readonly tier: "maybe";
  readonly contents: ForgottenContents;
}

export function findContents(view: BodyView): readonly Contents[] {
  if (view.tier === "definite" || view.file.test || view.body.kind === "module") return [];
  return view.keepers
    .forgottenIn(view.body)
    .filter((contents) => matters(view, contents))
    .map((contents) => ({ kind: "contents", tier: "maybe", contents }));
}

/** What is only left alone must be known to need a release; who empties a container gives up what is in it. */
function matters({ knowledge }: BodyView, { type, emptied }: ForgottenContents): boolean {
  if (isLeftToCollector(knowledge, type)) return false;
  switch (type.strength) {
    case "none":
      return false;
    case "hard":
      return true;
    case "soft":
      return emptied !== undefined && type.model?.endsOnFailure === undefined && type.model?.endsWhenDone === undefined;
    case "inferred":
      return (
        type.release.some((name) => releaseMethods.has(name)) && (type.code === "ends" || (type.code === "absent" && emptied !== undefined))
      );
  }
}

export function describeContents({ contents }: Contents, view: BodyView): Description {
  const { slot, end, emptied, made, type } = contents;
  const name = `\`${slot}\``;
  const release = type.model?.releasedBy?.[0] ?? type.release[0]!;
  return {
    message:
      emptied === undefined
        ? `\`${end.name}\` does not release what is in ${name}`
        : `\`${end.name}\` empties ${name} without releasing what is in it`,
    labels: [
      emptied === undefined
        ? primary(headOf(view, end), "ends, and leaves it as it is")
        : primary(emptied.span, "what was in it is lost here"),
      other(made.span, `${type.what} that the class owns from here`),
    ],
    why: type.model?.leak ?? `What ${name} held stays held until the process ends, and nobody has a way to it any more.`,
    help: `Release each of them here first, by \`${release}\``,
    scope: end.scope,
  };
}
