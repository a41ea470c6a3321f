/** Says why a mutant survived, by what the analysis made of its owner. */

import { viewBody } from "@freehold/checker/body-view";
import { openSession } from "@freehold/checker/summaries/session";
import { allModels } from "@freehold/models/all";

/** @type {WeakMap<import("@freehold/mir/program").Program, import("@freehold/checker/summaries/session").Session>} */
const sessions = new WeakMap();

/**
 * @param {import("@freehold/mir/program").Program} program
 * @param {string} path
 * @param {import("./mutants.mjs").Mutant} mutant
 * @returns {string}
 */
export function causeOf(program, path, { released, kind }) {
  const session = sessions.get(program) ?? openSession(program, allModels);
  sessions.set(program, session);
  const body = program.bodies.find(
    (each) => each.file === path && each.span.start === released.body.start && each.name === released.functionName,
  );
  if (body === undefined) return "its file says nothing of resources any more";
  const view = viewBody(session, body, "maybe");
  const owner = view.facts.owners.find(({ span, origin }) => span.start === released.owner.span.start && origin.kind !== "borrowed");
  if (owner === undefined) return "nobody is seen to own it any more";
  const outcome = view.outcome(owner, "maybe");
  if (outcome.truncated) return "too many paths";
  const { strength } = owner.type;
  if (outcome.leaks.length + outcome.overwritten.length > 0) {
    const ways = outcome.leaks.every((exit) => exit.kind === "throw") ? "where something throws, " : "";
    return `the leak is seen and not told: ${ways}${owner.guest ? "guest, " : ""}${strength}${outcome.releases.length > 0 ? "" : ", never released"}`;
  }
  if (outcome.late.length > 0) return `seen late and not told: ${[...new Set(outcome.late.map(({ how }) => how))].join(", ")}; ${strength}`;
  if (/^(?:use|un-await|release|hand)/.test(kind)) return `nothing late is seen: ${strength}`;
  const ends = outcome.safe.map(({ status }) => (status.kind === "given" ? `given (${status.how})` : status.kind));
  return `every way out counts as ${[...new Set(ends)].sort().join(", ")}`;
}
