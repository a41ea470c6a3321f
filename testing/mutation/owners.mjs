/** Finds what can be broken: the owners of a program that its code releases on every way out, as the checker sees it. */

import { basename } from "node:path";
import { viewBody } from "@freehold/checker/body-view";
import { openSession } from "@freehold/checker/summaries/session";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";
import { endsByItself, endsOtherwise } from "./harmless.mjs";

/**
 * @typedef {import("@freehold/diagnostics/span").Span} Span
 * @typedef {import("@freehold/checker/facts/facts").Owner} Owner
 *
 * @typedef {object} ReleasedOwner
 * @property {string} file
 * @property {Span} body  Of the function that owns it.
 * @property {string} functionName
 * @property {Owner} owner
 * @property {readonly Span[]} releases  The calls that end it on some way out; none for `using`.
 * @property {boolean} strict  A second release is known to be an error.
 * @property {boolean} needed  Nothing else ends it.
 */

/**
 * @param {string} project
 * @returns {readonly ReleasedOwner[]}
 */
export function releasedOwners(project) {
  const { program } = loadProgram({ cwd: project, paths: ["."], names: modelNames(allModels) });
  const session = openSession(program, allModels);
  return program.bodies
    .filter((body) => body.kind !== "module" && session.mayOwn(body) && session.knowledge.files.get(body.file)?.test !== true)
    .filter(({ file }) => !servesTests.test(basename(file)))
    .flatMap((body) => {
      const view = viewBody(session, body, "maybe");
      return view.facts.owners.flatMap((owner) => {
        const releases = releasesOf(view, owner);
        if (releases === undefined) return [];
        const strict = owner.type.model?.doubleRelease !== undefined;
        const needed = !endsOtherwise(view, owner);
        return [{ file: body.file, body: body.span, functionName: body.name, owner, releases, strict, needed }];
      });
    });
}

/** `createIntegrationTests.ts` is published, but what it opens ends with the process of the test. */
const servesTests = /(?:^|[a-z])Test(?:s|Runner|Utils)?\.[cm]?[jt]sx?$/;

/** What belongs to a caller, and what ends by itself, cannot be broken here. */
const ownOrigins = new Set(["acquired", "handed", "element"]);

/**
 * The calls that the ways out owe their release to. Absent where a way out lacks one: such an owner is no example of right code.
 *
 * @param {import("@freehold/checker/body-view").BodyView} view
 * @param {Owner} owner
 * @returns {readonly Span[] | undefined}
 */
function releasesOf(view, owner) {
  if (!ownOrigins.has(owner.origin.kind) || endsByItself(owner) || owner.binding === undefined) return undefined;
  const { leaks, safe, late, overwritten, truncated } = view.outcome(owner, "maybe");
  if (truncated || leaks.length + late.length + overwritten.length > 0) return undefined;
  if (owner.using) return [];
  const released = safe.flatMap(({ status }) => (status.kind === "released" && status.at.file === view.body.file ? [status.at] : []));
  const distinct = new Map(released.map((span) => [`${span.start} ${span.end}`, span]));
  return distinct.size === 0 ? undefined : [...distinct.values()].sort((a, b) => a.start - b.start);
}
