/** guard-across-await (FH2001): a guard that is meant for one turn, such as a borrow of a `RefCell` or a lock that blocks, is held while the function waits. */

import type { Suspension } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { birthplace, other, primary, subject } from "../../explain/labels.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { defineRule, type Description } from "../../rule.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly suspension: Suspension;
}

export const rule = defineRule<Finding>({
  meta: { name: "guard-across-await", code: "FH2001", summary: "a guard that is held while the function waits, and is not meant to be" },
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  // A test is the only task there is.
  if (view.file.test) return [];
  return view.facts.owners.flatMap((owner): readonly Finding[] => {
    if (owner.type.model?.acrossAwait === undefined || owner.origin.kind !== "acquired") return [];
    // Bound to no name: dropped-guard tells that story. Whoever awaited it has a lock of tasks, which wait for each other.
    if (owner.binding === undefined || owner.pending) return [];
    const [suspension] = view.outcome(owner, "definite").suspensions;
    if (suspension === undefined || sourceIsPrivate(view, owner)) return [];
    return [{ tier: tierOf(view, suspension), owner, suspension }];
  });
}

/** A generator that is not async hands over to its consumer, which may know what it does while it asks for more. */
function tierOf({ body }: BodyView, { how }: Suspension): "definite" | "maybe" {
  return how === "yield" && !body.async ? "maybe" : "definite";
}

/** What was borrowed was made in this body and is known to nobody else: nobody can come upon it meanwhile. */
function sourceIsPrivate({ body, facts }: BodyView, guard: Owner): boolean {
  const terminator = body.blocks[guard.point.block]?.terminator;
  if (terminator?.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.receiver.kind !== "place") return false;
  const { local, path } = terminator.callee.receiver.place;
  const source = facts.owners.find((owner) => owner.binding === local);
  if (path.length > 0 || source?.origin.kind !== "acquired" || source.origin.guess) return false;
  if ([...facts.closures.values()].some(({ captures }) => captures.has(local))) return false;
  return [...facts.events.flat(2), ...facts.arrivals.flat()].every((event) => staysHere(event, local));
}

/** Its methods may be called, and it may end. */
function staysHere(event: Event, local: number): boolean {
  if ("from" in event && event.from === local) return false;
  return event.kind !== "give" || event.via !== local;
}

function describe({ owner, suspension }: Finding, view: BodyView): Description {
  const released = view.outcome(owner, "definite").releases.find(({ start }) => start > suspension.span.end);
  const until = owner.using ? ", until its scope ends" : "";
  return {
    message: `${subject(owner)} is held ${across(suspension)}`,
    labels: [
      other(birthplace(owner, view), `${owner.type.what} from here${until}`),
      primary(suspension.span, place(suspension)),
      ...(owner.using || released === undefined ? [] : [other(released, "released only here")]),
    ],
    why: owner.type.model?.acrossAwait ?? "Other code runs in the meantime and finds it held.",
    help:
      suspension.how === "yield"
        ? "Copy what is needed and release it before the `yield`: `{ using guard = …; }`"
        : "End it before the function waits, in a block of its own: `{ using guard = …; }`; take a new one afterwards",
  };
}

function across({ how }: Suspension): string {
  switch (how) {
    case "await":
      return "across an `await`";
    case "async-dispose":
      return "while an `await using` ends";
    case "yield":
      return "across a `yield`";
  }
}

function place({ how }: Suspension): string {
  switch (how) {
    case "await":
      return "other tasks run here, while it is held";
    case "async-dispose":
      return "its end is awaited when the scope is left, while the guard is held";
    case "yield":
      return "the consumer runs here, while it is held";
  }
}
