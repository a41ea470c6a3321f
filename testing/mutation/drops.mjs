/** Edits that leave something unreleased. */

import { around, nodeAt, within } from "./syntax.mjs";

/**
 * @typedef {import("./syntax.mjs").Node} Node
 * @typedef {import("./syntax.mjs").Syntax} Syntax
 * @typedef {import("./edits.mjs").Change} Change
 * @typedef {import("./owners.mjs").ReleasedOwner} ReleasedOwner
 */

/**
 * The lines of the statement stay, so that what follows keeps its place.
 *
 * @param {Syntax} syntax
 * @param {Node} statement
 * @returns {Change}
 */
export function without({ text }, statement) {
  const [start, end] = [statement.getStart(), statement.end];
  return { start, end, text: `;${text.slice(start, end).replace(/[^\n]/g, "")}` };
}

/** A plain call that merely could throw is no fault yet. */
const leaving = new Set(["ReturnStatement", "ThrowStatement", "AwaitExpression"]);

/** `await new Promise((resolve) => …)` is not rejected. */
const cannotFail = /^await\s+new\s+Promise(?:<[^(]*>)?\(\(?\w+\)?\s*=>/;

/**
 * Only where something after the acquisition may leave the block: with a `catch`, that is what the `catch` itself does, or a `return`.
 *
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @param {Node | undefined} ended
 * @returns {readonly (readonly Change[])[]}
 */
export function unwrapped(syntax, { owner }, ended) {
  if (ended?.tryBlock === undefined || ended.finallyBlock === undefined) return [];
  const { tryBlock, catchClause, finallyBlock } = ended;
  const last = tryBlock.statements?.at(-1);
  const mayLeave = (/** @type {Node} */ node) =>
    leaving.has(syntax.kindName(node.kind)) &&
    node.getStart() >= owner.span.end &&
    (node !== last || catchClause !== undefined) &&
    !cannotFail.test(syntax.text.slice(node.getStart(), node.end));
  const returns = (/** @type {Node} */ node) => mayLeave(node) && syntax.kindName(node.kind) === "ReturnStatement";
  const fails = (/** @type {Node} */ node) => mayLeave(node) && syntax.kindName(node.kind) !== "ReturnStatement";
  const matters =
    catchClause === undefined
      ? within(syntax, tryBlock).some(mayLeave)
      : within(syntax, tryBlock).some(returns) || (within(syntax, tryBlock).some(fails) && within(syntax, catchClause).some(mayLeave));
  if (!matters) return [];
  const between = { start: tryBlock.end, end: finallyBlock.getStart(), text: " " };
  if (catchClause !== undefined) return [[{ ...between, start: catchClause.end }]];
  const start = ended.getStart();
  const returned = last !== undefined && syntax.kindName(last.kind) === "ReturnStatement" ? last : undefined;
  if (returned === undefined) return [[{ start, end: start + "try".length, text: "" }, between]];
  return returned.expression === undefined ? [] : [returnedLater(ended, tryBlock, finallyBlock, returned)];
}

/**
 * `try { return a; } finally { b }` becomes `const returned = a; b; return returned;`.
 *
 * @param {Node} ended
 * @param {Node} tryBlock
 * @param {Node} finallyBlock
 * @param {Node} returned
 * @returns {readonly Change[]}
 */
function returnedLater(ended, tryBlock, finallyBlock, returned) {
  const start = returned.getStart();
  return [
    { start: ended.getStart(), end: tryBlock.getStart() + 1, text: "" },
    { start, end: start + "return".length, text: "const returned =" },
    { start: tryBlock.end - 1, end: finallyBlock.getStart() + 1, text: "" },
    { start: finallyBlock.end - 1, end: finallyBlock.end, text: "return returned;" },
  ];
}

/**
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @returns {readonly (readonly Change[])[]}
 */
export function plain(syntax, { owner }) {
  const acquired = nodeAt(syntax, owner.span);
  const list =
    acquired === undefined ? undefined : around(syntax, acquired).find(({ kind }) => syntax.kindName(kind) === "VariableDeclarationList");
  const keyword = list === undefined ? undefined : /^(?:await\s+)?using/.exec(syntax.text.slice(list.getStart()))?.[0];
  if (list === undefined || keyword === undefined) return [];
  const start = list.getStart();
  return [[{ start, end: start + keyword.length, text: "const".padEnd(keyword.length) }]];
}
