/** await-race (FH2003): what was checked before an `await` is no longer so after it, and the code goes on as if it were. */

import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import { originsIn } from "../../facts/origin.ts";
import { defineRule, type Description } from "../../rule.ts";
import { waitingIn } from "../../shared/across-await.ts";
import { sharedState, type SharedState } from "../../shared/shared-state.ts";
import { sharedWrites } from "../../shared/shared-writes.ts";
import { siblingsOf } from "../../shared/siblings.ts";
import { acquiredTwice } from "./acquired-twice.ts";
import { adoptedAfterEnd } from "./adopted-after-end.ts";
import { adoptedLate } from "./adopted-late.ts";
import { countedLate, raisesCount } from "./counted-late.ts";
import { flaggedLate } from "./flagged-late.ts";
import type { Race } from "./race.ts";
import { keptLate } from "./kept-late.ts";
import { removedLate } from "./removed-late.ts";

export const rule = defineRule<Race>({
  meta: { name: "await-race", code: "FH2003", summary: "a check that an `await` made stale" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Race[] {
  const { body, file, knowledge } = view;
  if (!body.async || file.test || !body.blocks.some(({ terminator }) => terminator.kind === "await")) return [];
  const origins = originsIn(knowledge.program);
  const state = sharedState(knowledge.program, origins, body);
  const writes = sharedWrites(state);
  if (writes.length === 0 && !raisesCount(state)) return [];
  const waiting = waitingIn(state, writes);
  let known: readonly SharedState[] | undefined;
  const siblings = (): readonly SharedState[] => (known ??= siblingsOf(knowledge.program, origins, body));
  const late = [...adoptedLate(view, waiting, siblings), ...adoptedAfterEnd(view, waiting, siblings)];
  if (late.length > 0) return late;
  const twice = [...acquiredTwice(view, waiting, siblings), ...flaggedLate(view, waiting, siblings)];
  return [
    ...twice,
    // What is lost says more than the promise that was to prevent it.
    ...(twice.length > 0 ? [] : keptLate(view, waiting)),
    ...removedLate(view, waiting, siblings),
    ...countedLate(view, waiting, siblings),
  ];
}

function describe(race: Race): Description {
  const { object } = race;
  const checked = race.check === undefined ? [] : [other(race.check, "checked here")];
  switch (race.kind) {
    case "acquired-twice":
      return {
        message: `two callers at once both get ${race.what} for \`${object}\`, and one is lost`,
        labels: [
          ...checked,
          other(race.wait, "other callers run while this one waits, and find the same"),
          primary(race.write, "the second one overwrites the first here"),
        ],
        why: "Whoever comes while the first call waits passes the same check and acquires once more. The one that is overwritten has no owner: nobody can release it.",
        help: `Keep the promise instead of the value, set before the \`await\`${race.by === undefined ? "" : `: \`${object} ??= ${race.by}(…)\``}, and await that; or check again after the \`await\``,
      };
    case "adopted-late":
      return {
        message: `\`${object}\` may be set after \`${race.ending}\` has ended it`,
        labels: [
          ...(race.flag === undefined
            ? race.check === undefined
              ? []
              : [other(race.check, "started here, and awaited by nobody")]
            : checked),
          other(race.wait, `\`${race.ending}\` may run while this one waits`),
          primary(race.write, "kept here, whatever has happened meanwhile"),
          other(race.at, `ends only what \`${object}\` held at that time`),
        ],
        why:
          race.flag === undefined
            ? "The end does not wait for what the start has begun. What arrives late is never released."
            : `\`${race.flag}\` was checked before the \`await\` and may be set after it. What arrives late is never released.`,
        help:
          race.flag === undefined
            ? `Let \`${race.ending}\` set a flag, check it after the \`await\`, and release what has arrived if it is set`
            : `Check \`${race.flag}\` again after the \`await\`, and release what has arrived if it is set`,
      };
    case "counted-late":
      return {
        message: `\`${object}\` is raised too late: others pass the same check meanwhile`,
        labels: [
          ...(race.check === undefined ? [] : [other(race.check, "compared here")]),
          other(race.wait, "other callers run while this one waits, and find the same count"),
          primary(race.write, "counted here"),
          other(race.at, "and given back here"),
        ],
        why: "All who come before the first has been counted find room, so there are more of them than the limit allows.",
        help: "Count before the `await`, and take it back in a `catch` if that fails",
      };
    case "flagged-late":
      return {
        message: `two callers at once both keep ${race.what} in \`${object}\`, and one is lost`,
        labels: [
          ...checked,
          primary(race.write, "the second caller overwrites the first one's here"),
          other(race.wait, "other callers run while this one waits"),
          other(race.at, "only now they are held back"),
        ],
        why: "Whoever comes while the first call waits passes the same check and makes one more. The one that is overwritten has no owner: nobody can release it.",
        help: `Set what is checked before \`${race.by}\` is called, or keep the promise of the whole work and let all callers await that`,
      };
    case "kept-late":
      return {
        message: `\`${object}\` is kept too late: others pass the same check meanwhile`,
        labels: [
          ...checked,
          other(race.wait, "other callers run while this one waits, and find no promise yet"),
          primary(race.write, "kept only here"),
        ],
        why: "What was meant to happen once happens for each of them, and what they find out overwrites each other.",
        help: "Keep the promise of the whole work before the first `await`, and let all callers await that",
      };
    case "removed-late":
      return {
        message: `what \`${race.putting}\` adds while this waits is removed from \`${object}\``,
        labels: [
          ...checked,
          other(race.wait, `\`${race.putting}\` may run while this one waits`),
          primary(race.write, "removed here without another look"),
          other(race.at, "fills the entry again"),
        ],
        why: "The entry was empty when it was checked. Whoever was added during the `await` is thrown out with it, without a word.",
        help: "Remove it before the `await`, or check again after it",
      };
  }
}
