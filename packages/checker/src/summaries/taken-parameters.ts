/**
 * Question: which parameters does a function take over? Those that it ends whenever it comes back, so that its callers need not. Where
 * it throws before, nobody ends them, unless the callers do so after all. Example: `async function finish(context) { check(); await
 * context.close(); }` takes its context, and loses it when `check` throws.
 */

import type { Body, LocalId } from "@freehold/mir/body";
import { aliasesOf } from "../analyses/obligations/evidence.ts";
import type { CallerSite, CallersOf } from "../contracts/callers.ts";
import type { EffectOf } from "../contracts/contract.ts";
import type { BodyFacts, Event, Owner, OwnerId } from "../facts/facts.ts";
import { soundsLocking } from "../words.ts";

export interface TakenSources {
  readonly callersOf: CallersOf;
  readonly effectOf: EffectOf;
  readonly factsOf: (body: Body) => BodyFacts;
}

/** They are followed as what the body must end itself, beside what they were before. */
export function withTakenParameters(facts: BodyFacts, sources: TakenSources): BodyFacts {
  const taken = facts.owners.flatMap((owner) => {
    const { binding } = owner;
    if (owner.origin.kind !== "borrowed" || binding === undefined || facts.body.locals[binding]?.kind.kind !== "param") return [];
    const effect = sources.effectOf({ body: facts.body.id, local: binding });
    if (effect?.kind !== "releases" || !effect.certain || isLockedHere(facts, owner)) return [];
    const byAll = agreed(facts.body, binding, sources);
    // What a function without a name is given belongs to whoever calls it back.
    return byAll || !facts.body.name.startsWith("<") ? [{ owner, agreed: byAll }] : [];
  });
  if (taken.length === 0) return facts;
  const owners = taken.map(({ owner, agreed: byAll }, index): Owner => ({
    ...owner,
    id: (facts.owners.length + index) as OwnerId,
    origin: { kind: "taken", agreed: byAll },
  }));
  return { ...facts, owners: [...facts.owners, ...owners] };
}

/** `semaphore.acquire()`, which `semaphore.release()` undoes: the semaphore itself goes on. */
function isLockedHere(facts: BodyFacts, { binding }: Owner): boolean {
  return facts.events.some((block) =>
    block.some((events) =>
      events.some((event) => event.kind === "use" && event.how === "method" && event.via === binding && soundsLocking(event.member)),
    ),
  );
}

/** A tag says so, or every call in the program hands over something that the caller made and ends nowhere else. */
function agreed(body: Body, parameter: LocalId, sources: TakenSources): boolean {
  const { name } = body.locals[parameter]!;
  if (body.tags.some((tag) => tag.name === "owns" && tag.subject === name)) return true;
  const callers = sources.callersOf(body.id);
  return callers.length > 0 && callers.every((site) => handsOver(site, body.params.indexOf(parameter), sources));
}

function handsOver({ body, call }: CallerSite, position: number, { factsOf }: TakenSources): boolean {
  const argument = call.args[position]?.value;
  if (argument?.kind !== "place" || argument.place.path.length > 0) return false;
  const facts = factsOf(body);
  const owner = facts.owners.find(({ origin, binding }) => origin.kind === "acquired" && binding === argument.place.local);
  return owner !== undefined && !endsElsewhere(facts, aliasesOf(facts, owner), argument.span.start);
}

function endsElsewhere(facts: BodyFacts, aliases: ReadonlySet<LocalId>, here: number): boolean {
  const ends = (event: Event): boolean => {
    switch (event.kind) {
      case "release":
      case "release-part":
      case "move":
        return aliases.has(event.via);
      case "pass":
        return aliases.has(event.via) && event.as === "argument" && !(event.span.start <= here && here <= event.span.end);
      case "invoke":
      case "give":
        return [...(facts.closures.get(event.via)?.releases ?? [])].some((local) => aliases.has(local));
      default:
        return false;
    }
  };
  return facts.events.some((block) => block.some((events) => events.some(ends)));
}
