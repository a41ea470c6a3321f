/** Edits that touch something after its end. */

import { around, isPassed, methodsCalled, nodeAt, siblings, within } from "./syntax.mjs";

/**
 * @typedef {import("./syntax.mjs").Node} Node
 * @typedef {import("./syntax.mjs").Syntax} Syntax
 * @typedef {import("./edits.mjs").Change} Change
 * @typedef {import("./edits.mjs").Release} Release
 * @typedef {import("./edits.mjs").Site} Site
 * @typedef {import("./owners.mjs").ReleasedOwner} ReleasedOwner
 */

/**
 * The last use comes after the release: the statement just before it, or the last one of the `try`, where the `finally` stays as it is.
 *
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @param {Release} release
 * @returns {readonly (readonly Change[])[]}
 */
export function swapped(syntax, { owner }, { statement, ended }) {
  const beside = siblings(syntax, statement);
  const use = ended === undefined ? beside[beside.indexOf(statement) - 1] : ended.tryBlock?.statements?.at(-1);
  if (use === undefined || use.getStart() < owner.span.end) return [];
  const harmful = methodsCalled(syntax, use, owner.name).some((method) => !isHarmless(owner, method));
  const leaves = within(syntax, use).some(({ kind }) => /^(?:Break|Continue)Statement$/.test(syntax.kindName(kind)));
  if (!harmful || leaves) return [];
  const earlier = { start: use.getStart(), end: use.getStart(), text: `${onOneLine(syntax, statement)} ` };
  if (ended !== undefined) return [[earlier]];
  const [start, end] = [statement.getStart(), statement.end];
  return [[earlier, { start, end, text: syntax.text.slice(start, end).replace(/[^\n]/g, "") }]];
}

/** Nobody minds a listener less, or a second end. */
const harmless = /^(?:on|off|once|add|remove)(?:[A-Z]|$)|^(?:close|destroy|end|abort|toString|unref)$/;

/**
 * @param {ReleasedOwner["owner"]} owner
 * @param {string} method
 */
function isHarmless({ type }, method) {
  const allowed = [...type.release, ...(type.model?.usableAfter ?? []), ...(type.model?.safeAfter ?? [])];
  return harmless.test(method) || allowed.includes(method);
}

/**
 * @param {Syntax} syntax
 * @param {Node} statement
 * @returns {readonly Change[]}
 */
export function doubled(syntax, statement) {
  return [{ start: statement.end, end: statement.end, text: ` ${onOneLine(syntax, statement)}` }];
}

/**
 * `return await file.read()` where leaving the scope closes the file.
 *
 * @param {Site} site
 * @returns {readonly (readonly Change[])[]}
 */
export function unawaited(site) {
  return scopesOf(site).flatMap((scope) =>
    within(site.syntax, scope).flatMap((node) => {
      const waited = site.syntax.kindName(node.kind) === "ReturnStatement" ? node.expression : undefined;
      if (waited === undefined || site.syntax.kindName(waited.kind) !== "AwaitExpression") return [];
      const { owner } = site.released;
      const works =
        (!outlasts(owner) && methodsCalled(site.syntax, waited, owner.name).length > 0) || isPassed(site.syntax, waited, owner.name);
      if (copiesAtOnce.test(site.syntax.text.slice(waited.expression?.getStart(), waited.end))) return [];
      const start = waited.getStart();
      return works && start >= owner.span.end ? [[{ start, end: start + "await".length, text: "" }]] : [];
    }),
  );
}

/**
 * `file.close()` waits for what the file's own methods have begun.
 *
 * @param {Site["released"]["owner"]} owner
 */
function outlasts({ type: { model } }) {
  return model?.finishes !== undefined;
}

/** The bitmap it is given may be closed as soon as the call has come back. */
const copiesAtOnce = /^createImageBitmap\b/;

/**
 * What releases on the way out of it.
 *
 * @param {Site} site
 * @returns {readonly Node[]}
 */
function scopesOf({ syntax, released: { owner }, releases }) {
  const tried = releases.flatMap(({ ended }) => ended?.tryBlock ?? []);
  if (!owner.using) return tried;
  const acquired = nodeAt(syntax, owner.span);
  return acquired === undefined
    ? []
    : around(syntax, acquired)
        .filter(({ kind }) => syntax.kindName(kind) === "Block")
        .slice(0, 1);
}

const transferable = /^(?:VideoFrame|AudioData|ImageBitmap|OffscreenCanvas|MessagePort|(?:Readable|Writable|Transform)Stream)$/;

/**
 * Before the last statement that uses it, another thread gets it.
 *
 * @param {Syntax} syntax
 * @param {ReleasedOwner} released
 * @returns {readonly (readonly Change[])[]}
 */
export function handed(syntax, { owner }) {
  const acquired = nodeAt(syntax, owner.span);
  const scope = acquired === undefined ? undefined : around(syntax, acquired).at(-1)?.body;
  if (scope === undefined || !transferable.test(owner.type.name)) return [];
  const last = within(syntax, scope)
    .filter((node) => siblings(syntax, node).includes(node) && node.getStart() >= owner.span.end && touches(syntax, node, owner))
    .sort((a, b) => b.getStart() - a.getStart())[0];
  if (last === undefined) return [];
  const start = last.getStart();
  return [[{ start, end: start, text: `postMessage(${owner.name}, { transfer: [${owner.name}] }); ` }]];
}

/**
 * @param {Syntax} syntax
 * @param {Node} node
 * @param {ReleasedOwner["owner"]} owner
 */
function touches(syntax, node, owner) {
  return methodsCalled(syntax, node, owner.name).some((method) => !isHarmless(owner, method)) || isPassed(syntax, node, owner.name);
}

/**
 * @param {Syntax} syntax
 * @param {Node} statement
 */
function onOneLine({ text }, statement) {
  const written = text.slice(statement.getStart(), statement.end).replace(/\s*\n\s*/g, " ");
  return written.endsWith(";") ? written : `${written};`;
}
