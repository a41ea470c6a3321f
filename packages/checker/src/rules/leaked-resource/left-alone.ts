/**
 * Question: has a body had all there is to have of a value that it never releases? Then nothing is left that could end it: nobody else
 * got it, no closure has it, no listener waits for its events, and nothing that it lends is still in use. A value that ends by itself
 * is not meant; so of those that a model knows only what never does, and only where the body has waited for something meanwhile.
 * Example: `const beat = setInterval(tell, 80); return await work();`.
 */

import type { LocalId } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { Outcome } from "../../analyses/obligations/outcome.ts";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { releaseMethods } from "../../words.ts";

export function isLeftAlone(view: BodyView, { owner, handed, leaks }: Outcome): boolean {
  if (owner.origin.kind !== "acquired" || handed.length > 0 || leaks.every(({ kind }) => kind === "throw")) return false;
  const aliases = aliasesOf(view.facts, owner);
  if (isHeardFrom(view, owner) || isIterated(view, aliases)) return false;
  if (view.facts.events.flat(2).some((event) => lives(event, aliases, owner))) return false;
  const { model, release, code } = owner.type;
  // Code that can be read may end its own object in any of its methods.
  if (model === undefined)
    return code === "absent" && release.some((method) => releaseMethods.has(method)) && !isGivenClosures(view, owner);
  return model.strength === "hard" ? model.endsWhenDone === undefined : model.endless === true && waitsAfter(view, owner);
}

/** `new Server({ onClose: () => … })` may hear of its own end. */
function isGivenClosures({ facts, body }: BodyView, { point }: Owner): boolean {
  const { terminator } = body.blocks[point.block]!;
  return (
    terminator.kind === "call" &&
    terminator.args.some(({ value }) => value.kind === "place" && value.place.path.length === 0 && facts.closures.has(value.place.local))
  );
}

/** A closure has it, or a listener waits for its events. */
export function isHeardFrom(view: BodyView, owner: Owner): boolean {
  const { facts } = view;
  const aliases = aliasesOf(facts, owner);
  const shared = [...facts.closures.values()].some(({ captures }) => [...captures].some((local) => aliases.has(local)));
  return shared || isListenedTo(view, owner);
}

export function isListenedTo({ facts }: BodyView, owner: Owner): boolean {
  const aliases = aliasesOf(facts, owner);
  return facts.events.flat(2).some((event) => isListening(event, aliases));
}

/** `for await (const reply of connection.replies)`. */
function isIterated({ body }: BodyView, aliases: ReadonlySet<LocalId>): boolean {
  return body.blocks.some(
    ({ terminator }) => terminator.kind === "next" && terminator.iterated.kind === "place" && aliases.has(terminator.iterated.place.local),
  );
}

function isListening(event: Event, aliases: ReadonlySet<LocalId>): boolean {
  return event.kind === "use" && event.how === "method" && aliases.has(event.via) && listening.test(event.member);
}

/** Something other than a plain call of one of its methods. */
function lives(event: Event, aliases: ReadonlySet<LocalId>, { type: { model } }: Owner): boolean {
  switch (event.kind) {
    case "use":
      if (!aliases.has(event.via)) return false;
      return event.how === "property" && model === undefined;
    case "give":
      return aliases.has(event.via) && event.how !== "captured";
    case "move":
    case "react":
    case "iterate":
      return aliases.has(event.via);
    case "contain":
      return aliases.has(event.from);
    case "read":
      return model === undefined && aliases.has(event.from);
    default:
      return false;
  }
}

/** By these it hears of its own end, or may outlive the body on purpose. */
const listening = /^(?:on|once|addListener|addEventListener|prependListener|subscribe|pipe|unref)$/;

function waitsAfter({ body }: BodyView, { point, pending }: Owner): boolean {
  const after = reachableFrom(body, [point.block], ({ kind }) => kind !== "unwind");
  const acquiring = body.blocks[point.block]!.terminator;
  const own = pending && acquiring.kind === "call" ? acquiring.target : undefined;
  return [...after].some((id) => body.blocks[id]!.terminator.kind === "await" && id !== own);
}
