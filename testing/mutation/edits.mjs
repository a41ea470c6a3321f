/** The ways to break a function: each a list of small changes that keep every line where it is. */

import { plain, unwrapped, without } from "./drops.mjs";
import { mindsUse } from "./harmless.mjs";
import { doubled, handed, swapped, unawaited } from "./misuses.mjs";
import { around, nodeAt, statementOf, tryEndedBy } from "./syntax.mjs";

/**
 * @typedef {import("@freehold/frontend/syntax").Node} Node
 * @typedef {import("@freehold/frontend/syntax").SourceFileSyntax} Syntax
 * @typedef {import("./owners.mjs").ReleasedOwner} ReleasedOwner
 *
 * @typedef {object} Change
 * @property {number} start
 * @property {number} end
 * @property {string} text
 *
 * @typedef {object} Edit
 * @property {string} kind
 * @property {readonly Change[]} changes  In order, apart from each other.
 *
 * @typedef {"drop in finally" | "drop on a branch" | "drop altogether" | "finally becomes a block" | "use after the release"
 *   | "release twice" | "un-await the return" | "using becomes const" | "hand over, then use"} Kind
 *
 * @typedef {object} Site
 * @property {Syntax} syntax
 * @property {ReleasedOwner} released
 * @property {readonly Release[]} releases
 *
 * @typedef {object} Release
 * @property {Node} statement
 * @property {Node | undefined} ended  The `try` in whose `finally` it stands.
 */

/**
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @returns {readonly Edit[]}
 */
export function editsOf(syntax, released) {
  const releases = released.releases.flatMap((span) => releaseAt(syntax, released, span) ?? []);
  const complete = releases.length === released.releases.length;
  if (!complete) return [];
  const site = { syntax, released, releases };
  return entries.filter(([kind]) => harms(kind, released)).flatMap(([kind, make]) => make(site).map((changes) => ({ kind, changes })));
}

/**
 * @param {string} kind
 * @param {ReleasedOwner} released
 */
function harms(kind, { owner, needed }) {
  return late.has(kind) ? mindsUse(owner) : needed || !losing.has(kind);
}

/** @type {ReadonlySet<string>} */
const late = new Set(["use after the release", "un-await the return"]);
/** @type {ReadonlySet<string>} */
const losing = new Set(["drop in finally", "drop on a branch", "drop altogether", "finally becomes a block", "using becomes const"]);

/**
 * @param {string} text
 * @param {readonly Change[]} changes
 */
export function applied(text, changes) {
  return changes.toReversed().reduce((rest, change) => rest.slice(0, change.start) + change.text + rest.slice(change.end), text);
}

/** @type {Readonly<Record<Kind, (site: Site) => readonly (readonly Change[])[]>>} */
const makers = {
  /** Nothing in the `finally` lets go any more. */
  "drop in finally": ({ syntax, releases }) =>
    releases.filter(({ ended }) => ended !== undefined).map(({ statement }) => [without(syntax, statement)]),
  /** One of several. */
  "drop on a branch": ({ syntax, releases }) =>
    releases.length < 2 ? [] : releases.filter(({ ended }) => ended === undefined).map(({ statement }) => [without(syntax, statement)]),
  "drop altogether": ({ syntax, releases }) =>
    releases.length === 0 || (releases.length === 1 && releases[0]?.ended !== undefined)
      ? []
      : [releases.map(({ statement }) => without(syntax, statement))],
  /** `try { a } finally { b }` becomes `{ a } { b }`: what throws or returns in `a` skips `b`. */
  "finally becomes a block": ({ syntax, released, releases }) =>
    releases.length > 1 ? [] : releases.flatMap(({ ended }) => unwrapped(syntax, released, ended)),
  "use after the release": ({ syntax, released, releases }) => releases.flatMap((release) => swapped(syntax, released, release)),
  "release twice": ({ syntax, released, releases }) => (released.strict ? releases.map(({ statement }) => doubled(syntax, statement)) : []),
  "un-await the return": (site) => unawaited(site),
  "using becomes const": ({ syntax, released }) => (released.owner.using ? plain(syntax, released) : []),
  "hand over, then use": ({ syntax, released }) => handed(syntax, released),
};

const entries = Object.entries(makers);

/**
 * Absent where the release is not a statement of the owner's own function.
 *
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @param {import("./syntax.mjs").Range} span
 * @returns {Release | undefined}
 */
function releaseAt(syntax, released, span) {
  const call = nodeAt(syntax, span);
  const statement = call === undefined ? undefined : statementOf(syntax, call);
  if (statement === undefined || around(syntax, statement).at(-1)?.end !== released.body.end) return undefined;
  return { statement, ended: tryEndedBy(syntax, statement) };
}
