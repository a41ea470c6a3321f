/** What can be broken without harm, and so does not count: values that end by themselves, or by somebody else as well. */

import { allModels } from "@freehold/models/all";

/**
 * @typedef {import("@freehold/checker/body-view").BodyView} BodyView
 * @typedef {import("@freehold/checker/facts/facts").Owner} Owner
 */

/** A timer fires once and is gone; an `AbortController` that nobody aborts holds nothing. */
const gone = new Set(["node:timers:Timeout", "inferred:AbortController", "inferred:AbortControllerLike"]);

/**
 * To end it, or not, makes no difference: its own code ends nothing either.
 *
 * @param {Owner} owner
 */
export function endsByItself({ type }) {
  return type.strength === "none" || type.code === "idle" || gone.has(type.key);
}

/**
 * Without its release it ends all the same: with its host, by what was told to end it, or by another method that meets the obligation.
 *
 * @param {BodyView} view
 * @param {Owner} owner
 */
export function endsOtherwise(view, owner) {
  const { model, name } = owner.type;
  const called = methodsOn(view, owner);
  if (called.some((method) => keepers.has(`${name}.${method}`) || model?.endsThrough?.includes(method) === true)) return true;
  const settling = called.filter((method) => model?.usableAfter?.includes(method) === true);
  if (settling.length > 0 && called.some((method) => owner.type.release.includes(method) && !settling.includes(method))) return true;
  if (
    model?.endsWhenIterated === true &&
    view.facts.events.flat(2).some((event) => event.kind === "iterate" && event.via === owner.binding)
  )
    return true;
  return view.facts.owners.some(
    (host) =>
      host.binding !== undefined && owner.within.includes(host.binding) && (host.using || view.outcome(host, "maybe").leaks.length === 0),
  );
}

/**
 * A second `await` or a later use does no harm to a value that a model knows, and of which it says nothing bad.
 *
 * @param {Owner} owner
 */
export function mindsUse({ type: { model } }) {
  return model === undefined || model.useAfter !== undefined;
}

/** Methods by which their receiver passes to somebody who ends it: the stream of a file closes the file. */
const keepers = new Set(
  allModels.flatMap(({ functions }) =>
    Object.entries(functions ?? {}).flatMap(([name, { takes }]) => (takes?.["this"] === "stores" ? [name] : [])),
  ),
);

/**
 * @param {BodyView} view
 * @param {Owner} owner
 * @returns {readonly string[]}
 */
function methodsOn({ facts }, { binding }) {
  return facts.events.flat(2).flatMap((event) => {
    if (event.kind === "release") return event.via === binding ? [event.member] : [];
    if (event.kind === "give") return event.via === binding && event.kept ? [event.text.slice(event.text.lastIndexOf(".") + 1)] : [];
    return event.kind === "use" && event.how === "method" && event.via === binding ? [event.member] : [];
  });
}
