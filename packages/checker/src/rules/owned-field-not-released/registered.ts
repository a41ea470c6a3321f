/** The types of which a class hands what it makes to a method of its own object: `this._register(new Emitter())`. */

import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import type { Keeper } from "../../keepers/keeper.ts";

/** By key. */
export function registeredTypes(view: BodyView, { memberOf }: Keeper): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const id of memberOf.keys()) {
    const facts = view.factsOf(view.knowledge.program.bodies[id]!);
    // What a terminator does, a call does; a statement only stores.
    const events = facts.events.flatMap((block) => block.at(-1) ?? []);
    for (const owner of facts.owners) {
      const aliases = aliasesOf(facts, owner);
      const isHanded = events.some((event) => event.kind === "give" && aliases.has(event.via) && /^this\.[\w#$]+$/.test(event.text));
      if (owner.origin.kind === "acquired" && isHanded) keys.add(owner.type.key);
    }
  }
  return keys;
}
