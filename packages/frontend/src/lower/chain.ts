/**
 * Chains of member accesses and calls, `a.b[c]?.d(e).f`: lowered link by link from the innermost, so that a chain of any length
 * is no nesting. The first nullish value before a `?.` ends the whole chain, up to the next bracket.
 */

import type { BlockId, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { callInto } from "./call.ts";
import type { Receiver } from "./call.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import {
  asPlace,
  assign,
  branch,
  compute,
  constant,
  goTo,
  newBlock,
  placeOperand,
  read,
  temporary,
  undefinedAt,
  use,
  wholeLocal,
} from "./emit.ts";
import { elementKey, memberName } from "./member.ts";
import type { MemberKey } from "./member.ts";
import { truthAsked, truthInto } from "./truth.ts";
import { unknownOperand } from "./unknown.ts";
import { operandOf } from "./visit.ts";
import { isWrapper } from "./wrappers.ts";

export function chainOperand(body: BodyLowering, node: Node): Operand {
  const links = linksOf(body, node);
  if (!isOptional(links)) return walk(body, links, { target: undefined, short: undefined });
  const target = temporary(body, spanOf(body, node));
  optionalInto(body, links, target);
  return placeOperand(wholeLocal(target), spanOf(body, node));
}

export function chainInto(body: BodyLowering, node: Node, target: LocalId): void {
  const links = linksOf(body, node);
  if (isOptional(links)) return optionalInto(body, links, target);
  use(body, wholeLocal(target), walk(body, links, { target, short: undefined }), spanOf(body, node));
}

export function chainEffect(body: BodyLowering, node: Node): void {
  const join = newBlock(body);
  walk(body, linksOf(body, node), { target: undefined, short: join });
  goTo(body, join, spanOf(body, node));
  body.build.switchTo(join);
}

/** A chain that ends early is false. */
export function chainCondition(body: BodyLowering, node: Node, yes: BlockId, no: BlockId): void {
  branch(body, "truthy", walk(body, linksOf(body, node), { target: undefined, short: no }), { yes, no });
}

/** What an assignment writes to. */
export function placeOfTarget(body: BodyLowering, node: Node): Place {
  const operand = operandOf(body, node);
  if (operand.kind === "place") return operand.place;
  return asPlace(body, unknownOperand(body, node, "assignment to something that has no place"));
}

/** `delete a.b`; true where an optional chain ends early. */
export function deleteInto(body: BodyLowering, node: Node, target: LocalId): void {
  const span = spanOf(body, node);
  const links = linksOf(body, node.expression ?? node);
  const [short, join] = [newBlock(body), newBlock(body)];
  const operand = walk(body, links, { target: undefined, short });
  assign(body, wholeLocal(target), { kind: "unary", operator: "delete", operand }, span);
  goTo(body, join, span);
  body.build.switchTo(short);
  use(body, wholeLocal(target), constant({ kind: "boolean", value: true }, span), span);
  goTo(body, join, span);
  body.build.switchTo(join);
}

const longestPath = 32;

/** Innermost last. The head is no link, or a bracket around an optional chain, which ends there. */
interface Links {
  readonly links: readonly Node[];
  readonly head: Node;
}

interface Ends {
  /** Where a last call writes to. */
  readonly target: LocalId | undefined;
  /** Where the chain goes when it ends early. */
  readonly short: BlockId | undefined;
}

interface Cursor {
  readonly operand: Operand;
  /** Behind a member access: what a call would be made on. */
  readonly receiver: Receiver | undefined;
}

function linksOf(body: BodyLowering, node: Node): Links {
  const links: Node[] = [];
  let head = node;
  let bracket: number | undefined;
  while ((isLink(body, head) || isWrapper(body, head)) && head.expression !== undefined) {
    if (kindOf(body, head) === "ParenthesizedExpression") bracket = links.length;
    else if (head.questionDotToken !== undefined && bracket !== undefined)
      return { links: links.slice(0, bracket), head: links[bracket] ?? head };
    links.push(head);
    head = head.expression;
  }
  return { links, head };
}

function isLink(body: BodyLowering, node: Node): boolean {
  const kind = kindOf(body, node);
  return kind === "PropertyAccessExpression" || kind === "ElementAccessExpression" || kind === "CallExpression";
}

function isOptional({ links }: Links): boolean {
  return links.some((link) => link.questionDotToken !== undefined);
}

function optionalInto(body: BodyLowering, links: Links, target: LocalId): void {
  const span = spanOf(body, links.links[0] ?? links.head);
  const [short, join] = [newBlock(body), newBlock(body)];
  use(body, wholeLocal(target), walk(body, links, { target, short }), span);
  goTo(body, join, span);
  body.build.switchTo(short);
  use(body, wholeLocal(target), undefinedAt(span), span);
  goTo(body, join, span);
  body.build.switchTo(join);
}

function walk(body: BodyLowering, { links, head }: Links, ends: Ends): Operand {
  let cursor: Cursor = { operand: operandOf(body, head), receiver: undefined };
  for (const [index, link] of [...links.entries()].reverse()) {
    if (isWrapper(body, link)) continue;
    if (link.questionDotToken !== undefined && ends.short !== undefined) stopAtNullish(body, cursor.operand, ends.short);
    if (kindOf(body, link) === "CallExpression") cursor = call(body, link, cursor, link === links[0] ? ends.target : undefined);
    else cursor = access(body, link, cursor, isCalled(body, links, index));
  }
  return cursor.operand;
}

function stopAtNullish(body: BodyLowering, operand: Operand, short: BlockId): void {
  const next = newBlock(body);
  branch(body, "nullish", operand, { yes: short, no: next });
  body.build.switchTo(next);
}

function call(body: BodyLowering, link: Node, cursor: Cursor, target: LocalId | undefined): Cursor {
  const span = spanOf(body, link);
  const destination = target ?? temporary(body, span);
  const asked = truthAsked(body, link);
  if (asked !== undefined) truthInto(body, asked, destination);
  else callInto(body, link, { operand: cursor.operand, receiver: cursor.receiver }, destination);
  return { operand: placeOperand(wholeLocal(destination), span), receiver: undefined };
}

/** A computed key is read at the access, or given to the call that follows. */
function access(body: BodyLowering, link: Node, cursor: Cursor, called: boolean): Cursor {
  const object = asPlace(body, shortened(body, cursor.operand));
  const of = placeOperand(object, cursor.operand.span);
  const key = accessKey(body, link);
  if (key === undefined) return cursor;
  const through = kindOf(body, link.expression ?? link) === "SuperKeyword" ? "super" : "value";
  if (key.kind === "name") {
    const place = { local: object.local, path: [...object.path, { kind: "field", name: key.name }] } as const;
    return { operand: placeOperand(place, spanOf(body, link)), receiver: { kind: "member", of, name: key.name, span: key.span, through } };
  }
  const computed = operandOf(body, key.expression);
  if (!called) read(body, computed);
  const place = { local: object.local, path: [...object.path, { kind: "index" }] } as const;
  return { operand: placeOperand(place, spanOf(body, link)), receiver: { kind: "computed", of, key: computed, through } };
}

/** Places stay small, however long a chain of fields is. */
function shortened(body: BodyLowering, operand: Operand): Operand {
  const isLong = operand.kind === "place" && operand.place.path.length >= longestPath;
  return isLong ? compute(body, { kind: "use", operand }, operand.span) : operand;
}

/** None behind a dot with nothing after it. */
function accessKey(body: BodyLowering, link: Node): MemberKey | undefined {
  if (link.argumentExpression !== undefined) return elementKey(body, link.argumentExpression);
  const { name } = link;
  return name === undefined || (name.text ?? "") === "" ? undefined : memberName(body, name);
}

/** Whether the next link out is a call. */
function isCalled(body: BodyLowering, links: readonly Node[], index: number): boolean {
  let outer = index - 1;
  while (outer > 0 && isWrapper(body, links[outer]!)) outer -= 1;
  return outer >= 0 && kindOf(body, links[outer]!) === "CallExpression";
}
