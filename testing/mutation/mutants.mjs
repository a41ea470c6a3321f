/** All mutants of a project: one for each edit of each owner that its code releases on every way out. */

import { asFilePath } from "@freehold/diagnostics/span";
import { nodeHost } from "@freehold/frontend/node";
import { discover } from "@freehold/frontend/project";
import { startTs7 } from "@freehold/frontend/ts7/compiler";
import { applied, editsOf } from "./edits.mjs";
import { releasedOwners } from "./owners.mjs";
import { around, nodeAt } from "./syntax.mjs";

/**
 * @typedef {object} Mutant
 * @property {string} project
 * @property {string} file
 * @property {string} kind
 * @property {import("./owners.mjs").ReleasedOwner} released
 * @property {string} text  The whole file, broken.
 * @property {import("./syntax.mjs").Range} extent  Of the outermost function around: what it says of itself is what counts.
 * @property {number} line  Of the first change, counted from 1.
 */

/**
 * @param {string} name
 * @param {string} project
 * @returns {readonly Mutant[]}
 */
export function mutantsOf(name, project) {
  const owners = releasedOwners(project);
  const folder = asFilePath(project);
  const compiler = startTs7(folder);
  try {
    const { projects } = compiler.open(discover(folder, ["."], nodeHost(compiler)).plans);
    return owners.flatMap((released) => {
      const file = asFilePath(released.file);
      const syntax = projects.map((open) => open.source(file)).find((found) => found !== undefined);
      return syntax === undefined ? [] : mutantsOfOwner(name, syntax, released);
    });
  } finally {
    compiler[Symbol.dispose]();
  }
}

/**
 * @param {string} project
 * @param {import("./syntax.mjs").Syntax} syntax
 * @param {import("./owners.mjs").ReleasedOwner} released
 * @returns {readonly Mutant[]}
 */
function mutantsOfOwner(project, syntax, released) {
  const extent = outermost(syntax, released);
  return editsOf(syntax, released).map(({ kind, changes }) => {
    const line = syntax.text.slice(0, changes[0]?.start).split("\n").length;
    return { project, file: released.file, kind, released, text: applied(syntax.text, changes), extent, line };
  });
}

/**
 * @param {import("./syntax.mjs").Syntax} syntax
 * @param {import("./owners.mjs").ReleasedOwner} released
 * @returns {import("./syntax.mjs").Range}
 */
function outermost(syntax, { owner, body }) {
  let node = nodeAt(syntax, owner.span);
  /** @type {import("./syntax.mjs").Range} */
  let extent = body;
  while (node !== undefined && node !== syntax.root) {
    const enclosing = around(syntax, node).at(-1);
    if (enclosing === undefined || enclosing.body === undefined) break;
    extent = { start: enclosing.getStart(), end: enclosing.end };
    node = enclosing;
  }
  return extent;
}
