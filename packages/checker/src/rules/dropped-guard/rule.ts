/** dropped-guard (FH2002): a guard or other resource is made in an expression and never bound, so that nobody can release it. */

import type { LocalId } from "@freehold/mir/body";
import type { Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { primary, releaseCall } from "../../explain/labels.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { releasesItsKind } from "../../kin.ts";
import { isLeftToCollector } from "../../left-to-collector.ts";
import { defineRule, type Description } from "../../rule.ts";
import { finalMethods } from "../../words.ts";
import { isEndedByName } from "./ended-by-name.ts";
import { isOnlyWritten } from "./written.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly used: boolean;
}

export const rule = defineRule<Finding>({
  meta: { name: "dropped-guard", code: "FH2002", summary: "a guard or resource that is made and never bound" },
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  if (view.body.kind === "module" || view.file.test) return [];
  return view.facts.owners.flatMap((owner): readonly Finding[] => {
    if (owner.binding !== undefined || owner.origin.kind !== "acquired") return [];
    const tier = tierOf(view, owner) ?? (releasesItsKind(view, owner) ? "maybe" : undefined);
    if (tier === undefined || isEndedByName(view, owner)) return [];
    const outcome = view.outcome(owner, "definite");
    if (isUnread(view, owner)) return [{ tier, owner, used: false }];
    if (isInLiteral(view, owner) || isReleaseTaken(view, owner)) return [];
    // What it was asked for, `new Upload(file).run()`, may end it: a model can tell.
    return leaksByReturn(outcome) || isOnlyWritten(view, owner, acquiredInto(view, owner))
      ? [{ tier: owner.type.model === undefined ? "maybe" : tier, owner, used: true }]
      : [];
  });
}

function tierOf({ knowledge }: BodyView, { type }: Owner): "definite" | "maybe" | undefined {
  if (type.strength === "hard") return isLeftToCollector(knowledge, type) ? "maybe" : "definite";
  if (type.model?.form === "call") return "definite";
  if (type.model?.guard === true) return "maybe";
  if (type.code === "idle" || type.strength !== "inferred" || !type.release.some((name) => finalMethods.has(name))) return undefined;
  return type.release.includes("release") ? "definite" : "maybe";
}

/** What reads the value, or its promise. */
function readsOf(view: BodyView, owner: Owner): readonly Event[] {
  const held = heldIn(view, owner);
  const events = [...view.facts.events.flatMap((block) => block.flat()), ...view.facts.arrivals.flat()];
  return events.filter((event) => ("via" in event && event.via === held) || ("from" in event && event.from === held));
}

/** Looked at by nobody. */
function isUnread(view: BodyView, owner: Owner): boolean {
  const held = heldIn(view, owner);
  return held !== undefined && held !== (0 as LocalId) && readsOf(view, owner).length === 0;
}

/** `{ file: await open(path), own: true }`: the object has it, and a name. */
function isInLiteral(view: BodyView, owner: Owner): boolean {
  return readsOf(view, owner).some((event) => event.kind === "contain" && event.how === "literal");
}

/** `const { canvas, dispose } = createFrame()`: the function that ends it has a name. */
function isReleaseTaken(view: BodyView, owner: Owner): boolean {
  return readsOf(view, owner).some(
    (event) => event.kind === "use" && event.how === "property" && owner.type.release.includes(event.member),
  );
}

/** `await acquire();` reads the promise into a temporary that nobody reads either. */
function heldIn(view: BodyView, owner: Owner): LocalId | undefined {
  const promise = acquiredInto(view, owner);
  const awaited = view.facts.body.blocks.findLast(
    ({ terminator }) => terminator.kind === "await" && terminator.operand.kind === "place" && terminator.operand.place.local === promise,
  );
  return awaited?.terminator.kind === "await" ? awaited.terminator.destination.local : promise;
}

function acquiredInto(view: BodyView, owner: Owner): LocalId | undefined {
  for (const event of view.facts.arrivals[owner.point.block] ?? [])
    if (event.kind === "acquire" && event.owner === owner.id) return event.into;
  return undefined;
}

function leaksByReturn(outcome: Outcome): boolean {
  return outcome.leaks.some((exit) => exit.kind !== "throw" && exit.kind !== "closed");
}

function describe({ owner, used }: Finding): Description {
  const call = releaseCall(owner)?.replace(/^it/, "guard");
  return {
    message: used
      ? `${owner.type.what} from \`${owner.by}\` is used and dropped: nobody can release it`
      : `${owner.type.what} from \`${owner.by}\` is dropped at once: nobody can release it`,
    labels: [primary(owner.span, `\`${owner.by}\` hands over ${owner.type.what}, and nothing holds it`)],
    why: owner.type.model?.leak ?? "Without a name there is no way to release it: what it holds stays held until the process ends.",
    help:
      call === undefined
        ? "Bind it to a name and release it when you are done"
        : `Bind it to a name and release it when you are done: \`const guard = …\`, then \`${call}\` in a \`finally\``,
  };
}
