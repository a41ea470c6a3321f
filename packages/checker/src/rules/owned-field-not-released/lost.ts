/** A value that is replaced or dropped while it is live, though the same class releases others like it: the search and the words. */

import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import type { LostValue } from "../../keepers/lost-values.ts";
import type { Description } from "../../rule.ts";

export interface Lost {
  readonly kind: "lost";
  readonly tier: "definite" | "maybe";
  readonly lost: LostValue;
}

export function findLost(view: BodyView): readonly Lost[] {
  if (view.file.test) return [];
  return view.keepers.lostBeside(view.body).map((lost) => ({ kind: "lost", tier: lost.tier, lost }));
}

export function describeLost({ lost }: Lost): Description {
  const { at, end, member } = lost;
  const name = `\`${at.slot}\``;
  return {
    message: headline(lost, name),
    labels: [
      primary(at.span, damage(lost)),
      other(end.span, `\`${end.body.name}\` releases ${end.depth === "itself" ? "it" : "what is in it"}`),
    ],
    why: lost.type?.model?.leak ?? `What ${name} held stays held until the process ends, and nobody has a way to it any more.`,
    help: help(lost, name),
    scope: member.scope,
  };
}

function headline({ how, member }: LostValue, name: string): string {
  switch (how) {
    case "replaced":
      return `${name} is replaced while the one before is still open`;
    case "emptied":
      return `\`${member.name}\` empties ${name} without releasing what is in it`;
    case "evicted":
      return `\`${member.name}\` takes a value out of ${name} without releasing it`;
    case "overwritten":
      return `\`${member.name}\` overwrites a value in ${name} without releasing it`;
  }
}

function damage({ how }: LostValue): string {
  switch (how) {
    case "replaced":
      return "the old value is lost here";
    case "emptied":
      return "what was in it is lost here";
    case "evicted":
      return "nobody gets what this takes out";
    case "overwritten":
      return "what was there under this key is lost";
  }
}

function help({ how, at, end }: LostValue, name: string): string {
  if (how === "replaced") return `Release the old value before the new one takes its place, as \`${end.body.name}\` does`;
  return `Release what leaves ${name} at \`${at.body.name}\`, as \`${end.body.name}\` does`;
}
