/**
 * Decides which calls and locals the type checker is asked about, by the lowered code alone: every question costs, and most values
 * are never owned.
 *
 * Asked are calls whose name a model mentions or that sound like acquiring or releasing; every `new` that is not of a plain
 * global of the language; calls whose value ends up in a local that is released, disposed of or given to such a call, and calls of the
 * same name elsewhere in the file; calls that are
 * given what may be owned, for they may keep or release it; and the locals that are released. Strict files say themselves what they own and borrow, so nothing
 * more is asked about them.
 */

import type { Body, BodyId, CallId, Local, LocalId } from "@freehold/mir/body";
import type { Names } from "./names.ts";
import { localUses, type CallSite, type LocalUses } from "./local-uses.ts";

export interface Selection {
  readonly calls: ReadonlyMap<BodyId, readonly CallId[]>;
  readonly locals: ReadonlyMap<BodyId, readonly LocalId[]>;
}

/** The bodies are one file's. */
export function select(bodies: readonly Body[], names: Names): Selection {
  const calls = new Map<BodyId, readonly CallId[]>();
  const locals = new Map<BodyId, readonly LocalId[]>();
  const uses = localUses(bodies, names);
  const ended = new Set(
    [...uses.values()].flatMap(({ ended, sites }) => sites.flatMap((site) => (ended.has(site.destination) ? site.name : []))),
  );
  for (const [id, here] of uses) {
    const asked = here.sites.filter((site) => isAsked(here, site) || (site.name !== "" && ended.has(site.name)));
    const named = here.body.locals.filter((local) => isNamed(local) && here.ended.has(local.id));
    if (asked.length > 0)
      calls.set(
        id,
        asked.map((site) => site.call),
      );
    if (named.length > 0)
      locals.set(
        id,
        named.map((local) => local.id),
      );
  }
  return { calls, locals };
}

function isAsked(uses: LocalUses, site: CallSite): boolean {
  return (
    site.matters ||
    uses.ended.has(site.destination) ||
    worksOn(uses, site) ||
    (site.touches && site.receiver !== undefined && (uses.ended.has(site.receiver) || uses.fresh.has(site.receiver))) ||
    site.given.some((local) => uses.ended.has(local) || uses.fresh.has(local))
  );
}

/** A promise of work on what is released, by itself or with its host, which nobody awaits at once: it may still run when the value is over. */
function worksOn({ ended, fresh, awaited }: LocalUses, { receiver, destination }: CallSite): boolean {
  return receiver !== undefined && (ended.has(receiver) || fresh.has(receiver)) && !awaited.has(destination);
}

function isNamed({ kind }: Local): boolean {
  return kind.kind === "param" || kind.kind === "binding" || kind.kind === "capture";
}
