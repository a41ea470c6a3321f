/**
 * Destructuring, in declarations and in assignments: an object gives up its fields, an iterable is asked for its next elements,
 * and a default is a branch on `undefined`.
 *
 * The iterator of an array pattern is not closed behind the pattern: what is taken apart is an array nearly always, and closing
 * one does nothing.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId, Operand, Place, Rvalue } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { asPlace, assign, branch, compute, goTo, newBlock, placeOperand, read, temporary, undefinedAt, use, wholeLocal } from "./emit.ts";
import { unwindTarget } from "./exits.ts";
import { memberName } from "./member.ts";
import { resolveName } from "./scope.ts";
import { into, nested, operandOf } from "./visit.ts";
import { unwrap } from "./wrappers.ts";

/** Takes the value apart into what the pattern names; those names are bound already. */
export function destructure(body: BodyLowering, pattern: Node, value: Operand): void {
  const source = asPlace(body, value);
  const kind = kindOf(body, pattern);
  const take = kind === "ArrayBindingPattern" || kind === "ArrayLiteralExpression" ? takeElements : takeFields;
  nested(body, pattern, () => take(body, pattern, source));
}

/** Gives the value, or the default in its place, to a name, a member or a nested pattern. */
export function bindTarget(body: BodyLowering, target: Target, value: Operand): void {
  const node = unwrap(body, target.node);
  const kind = kindOf(body, node);
  if (kind === "Identifier") return bindName(body, node, target.fallback, value);
  const given = target.fallback === undefined ? value : withDefault(body, target.fallback, value);
  if (isPattern(body, node)) return destructure(body, node, given);
  const place = operandOf(body, node);
  if (place.kind === "place") use(body, place.place, given, spanOf(body, node));
}

/** `fallback` is evaluated when the value is `undefined`. */
export interface Target {
  readonly node: Node;
  readonly fallback: Node | undefined;
}

interface Field {
  readonly key: Node | undefined;
  readonly target: Target | undefined;
  readonly rest: boolean;
}

function bindName(body: BodyLowering, name: Node, fallback: Node | undefined, value: Operand): void {
  const span = spanOf(body, name);
  const place = resolveName(body, name.text ?? "", span);
  use(body, place, value, span);
  if (fallback === undefined) return;
  if (place.path.length === 0) return orDefault(body, fallback, place.local, span);
  use(body, place, withDefault(body, fallback, value), span);
}

function withDefault(body: BodyLowering, fallback: Node, value: Operand): Operand {
  const local = temporary(body, value.span);
  use(body, wholeLocal(local), value, value.span);
  orDefault(body, fallback, local, value.span);
  return placeOperand(wholeLocal(local), value.span);
}

/** Writes the default to the local when it is `undefined`. */
export function orDefault(body: BodyLowering, fallback: Node, local: LocalId, span: Span): void {
  const value = placeOperand(wholeLocal(local), span);
  const test = compute(body, { kind: "binary", operator: "===", left: value, right: undefinedAt(span) }, span);
  const [yes, join] = [newBlock(body), newBlock(body)];
  branch(body, "truthy", test, { yes, no: join });
  body.build.switchTo(yes);
  into(body, fallback, local);
  goTo(body, join, span);
  body.build.switchTo(join);
}

function takeFields(body: BodyLowering, pattern: Node, source: Place): void {
  const taken: string[] = [];
  for (const each of pattern.elements ?? pattern.properties ?? []) {
    const field = fieldOf(body, each);
    if (field.target === undefined) continue;
    const span = spanOf(body, each);
    if (field.rest) takeRest(body, field.target, { kind: "rest", of: placeOperand(source, span), without: [...taken] }, span);
    else bindTarget(body, field.target, placeOperand(fieldPlace(body, field.key ?? each, source, taken), span));
  }
}

function fieldPlace(body: BodyLowering, keyNode: Node, source: Place, taken: string[]): Place {
  const key = memberName(body, keyNode);
  if (key.kind === "name") {
    taken.push(key.name);
    return { local: source.local, path: [...source.path, { kind: "field", name: key.name }] };
  }
  read(body, operandOf(body, key.expression));
  return { local: source.local, path: [...source.path, { kind: "index" }] };
}

function fieldOf(body: BodyLowering, each: Node): Field {
  switch (kindOf(body, each)) {
    case "PropertyAssignment":
      return { key: each.name, target: assignmentTarget(body, each.initializer), rest: false };
    case "ShorthandPropertyAssignment":
      return { key: each.name, target: targetOf(each.name, each.objectAssignmentInitializer), rest: false };
    case "SpreadAssignment":
      return { key: undefined, target: targetOf(each.expression, undefined), rest: true };
    default:
      return {
        key: each.propertyName ?? each.name,
        target: targetOf(each.name, each.initializer),
        rest: each.dotDotDotToken !== undefined,
      };
  }
}

function takeElements(body: BodyLowering, pattern: Node, source: Place): void {
  [...(pattern.elements ?? [])].forEach((each, position) => {
    const span = spanOf(body, each);
    const element = elementOf(body, each);
    if (element.target !== undefined && element.rest) {
      takeRest(body, element.target, { kind: "rest", of: placeOperand(source, span), without: [] }, span);
    } else {
      takeNext(body, element.target, { source, position }, span);
    }
  });
}

function takeRest(body: BodyLowering, target: Target, rest: Rvalue, span: Span): void {
  const place = wholeLocal(elementLocal(body, target) ?? temporary(body, span));
  assign(body, place, rest, span);
  bindTarget(body, target, placeOperand(place, span));
}

interface Element {
  readonly source: Place;
  readonly position: number;
}

/** An exhausted iterator gives `undefined`. */
function takeNext(body: BodyLowering, target: Target | undefined, { source, position }: Element, span: Span): void {
  const destination = wholeLocal(elementLocal(body, target) ?? temporary(body, span));
  const [more, done] = [newBlock(body), newBlock(body)];
  const unwind = unwindTarget(body, body.frame);
  const iterated = placeOperand(source, span);
  body.build.terminate({ kind: "next", iterated, position, async: false, destination, more, done, unwind, span });
  body.build.switchTo(done);
  use(body, destination, undefinedAt(span), span);
  goTo(body, more, span);
  body.build.switchTo(more);
  if (target !== undefined) bindTarget(body, target, placeOperand(destination, span));
}

/** A plain name gets its part without a detour. */
function elementLocal(body: BodyLowering, target: Target | undefined): LocalId | undefined {
  const node = target === undefined ? undefined : unwrap(body, target.node);
  if (node === undefined || kindOf(body, node) !== "Identifier") return undefined;
  const place = resolveName(body, node.text ?? "", spanOf(body, node));
  return place.path.length === 0 ? place.local : undefined;
}

function elementOf(body: BodyLowering, each: Node): { readonly target: Target | undefined; readonly rest: boolean } {
  switch (kindOf(body, each)) {
    case "OmittedExpression":
      return { target: undefined, rest: false };
    case "BindingElement":
      return { target: targetOf(each.name, each.initializer), rest: each.dotDotDotToken !== undefined };
    case "SpreadElement":
      return { target: targetOf(each.expression, undefined), rest: true };
    default:
      return { target: assignmentTarget(body, each), rest: false };
  }
}

function targetOf(node: Node | undefined, fallback: Node | undefined): Target | undefined {
  return node === undefined ? undefined : { node, fallback };
}

/** `a.b = 1` inside a pattern: a target and its default. */
function assignmentTarget(body: BodyLowering, node: Node | undefined): Target | undefined {
  if (node === undefined) return undefined;
  const isDefault = node.operatorToken !== undefined && kindOf(body, node.operatorToken) === "EqualsToken";
  return isDefault ? targetOf(node.left, node.right) : targetOf(node, undefined);
}

function isPattern(body: BodyLowering, node: Node): boolean {
  switch (kindOf(body, node)) {
    case "ObjectBindingPattern":
    case "ArrayBindingPattern":
    case "ObjectLiteralExpression":
    case "ArrayLiteralExpression":
      return true;
    default:
      return false;
  }
}
