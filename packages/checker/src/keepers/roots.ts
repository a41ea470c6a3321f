/**
 * Question: which locals may hold what a slot keeps, or a part of it? Direction and lattice: forward over copies, a map from locals to
 * slots with a depth; flow-insensitive, over all bodies of a keeper at once. Transfer: a copy, an `await`, a literal and its elements
 * hold what they are made of; taking an element out of a container gives a part; what an iterating method hands to its callback is a
 * part too. Example: in `for (const [, page] of this.pages) page.close()` the local `page` is a part of `pages`.
 */

import type { Body, Callee, LocalId, Operand, Statement, Terminator } from "@freehold/mir/body";
import { operandsOfRvalue } from "@freehold/mir/walk";
import type { Program } from "@freehold/mir/program";
import type { Call } from "../contracts/resolve.ts";
import { synchronousCallbackMethods } from "../words.ts";
import type { Depth, Keeper } from "./keeper.ts";
import { localKey, originOf, slotOf } from "./slots.ts";

export type Held = ReadonlyMap<string, Depth>;

export interface Roots {
  /** The slots that an operand may be of. */
  of(body: Body, operand: Operand): Held;
}

const nothing: Held = new Map();

export function rootsOf(program: Program, keeper: Keeper, bodies: readonly Body[]): Roots {
  const held = new Map<string, Map<string, Depth>>();
  const roots: Roots = {
    of(body, operand) {
      if (operand.kind !== "place") return nothing;
      const slot = slotOf(program, keeper, body, operand.place);
      if (slot !== undefined) return new Map([[slot.name, slot.depth]]);
      if (held.size === 0) return nothing;
      const origin = originOf(program, body, operand.place.local);
      const known = held.get(localKey(origin.body.id, origin.local)) ?? nothing;
      return operand.place.path.length === 0 ? known : partsOf(known);
    },
  };
  const movers = bodies.flatMap((body) =>
    body.blocks.flatMap(({ statements, terminator }) =>
      [...statements, terminator].filter((node) => mayFlow(body, node)).map((node) => ({ body, node })),
    ),
  );
  for (let changed = true; changed;) {
    changed = false;
    for (const { body, node } of movers) for (const flow of flowsOf(program, roots, body, node)) changed = follow(flow) || changed;
  }
  return roots;

  function follow({ at, into, from }: Flow): boolean {
    if (from.size === 0) return false;
    const origin = originOf(program, at, into);
    return add(held, localKey(origin.body.id, origin.local), from);
  }
}

/** Most of what code does moves no value from one local to another. */
function mayFlow(body: Body, node: Statement | Terminator): boolean {
  switch (node.kind) {
    case "assign":
      return node.target.path.length === 0 && holdsItsOperands(node.value.kind);
    case "await":
    case "next":
      return node.destination.path.length === 0;
    case "call":
      return isTaking(node) || isCollecting(body, node);
    default:
      return false;
  }
}

interface Flow {
  readonly at: Body;
  readonly into: LocalId;
  readonly from: Held;
}

/** Of what may flow. */
function flowsOf(program: Program, roots: Roots, body: Body, node: Statement | Terminator): readonly Flow[] {
  switch (node.kind) {
    case "assign":
      return operandsOfRvalue(node.value).map((operand) => {
        const from = roots.of(body, operand);
        return { at: body, into: node.target.local, from: isMember(operand) ? membersOf(from) : from };
      });
    case "await":
      return [{ at: body, into: node.destination.local, from: roots.of(body, node.operand) }];
    case "next":
      return [{ at: body, into: node.destination.local, from: partsOf(roots.of(body, node.iterated)) }];
    case "call":
      return flowsOfCall(program, roots, body, node);
    default:
      return [];
  }
}

function flowsOfCall(program: Program, roots: Roots, body: Body, call: Call): readonly Flow[] {
  const { callee, args, destination } = call;
  const held = passedThrough(roots, body, call);
  if (held.size === 0) return [];
  const from = partsOf(held);
  const result = destination.path.length === 0 ? [{ at: body, into: destination.local, from }] : [];
  if (callee.kind !== "method" || !(synchronousCallbackMethods.has(callee.name) || callee.name === "from")) return result;
  const callbacks = args.flatMap(({ value }) => closuresIn(program, body, value));
  return [...result, ...callbacks.flatMap((callback) => callback.params.map((parameter) => ({ at: callback, into: parameter, from })))];
}

/** What a call takes out of its receiver, or passes on of its arguments. */
function passedThrough(roots: Roots, body: Body, call: Call): Held {
  const { callee, args } = call;
  if (isTaking(call)) {
    const own = roots.of(body, call.callee.receiver);
    if (own.size > 0) return call.callee.name === "keys" ? keysOf(own) : own;
  }
  if (!isCollecting(body, call)) return nothing;
  const given = new Map(args.flatMap(({ value }) => [...roots.of(body, value)]));
  return callee.kind === "method" && callee.name === "keys" ? keysOf(given) : given;
}

/** Methods of collections that give their elements, or collections of them. */
const taking: ReadonlySet<string> = new Set([
  ...synchronousCallbackMethods,
  ..."get at pop shift splice slice values entries keys next concat reverse toReversed toSpliced".split(" "),
]);

function isTaking(call: Call): call is Call & { readonly callee: Extract<Callee, { kind: "method" }> } {
  return call.callee.kind === "method" && taking.has(call.callee.name);
}

/** `Object.values(x)`, `Array.from(x)`, `Promise.all(x)`, `new Set(x)`. */
function isCollecting(body: Body, { callee, form }: Call): boolean {
  const operand = callee.kind === "method" ? callee.receiver : callee.kind === "value" ? callee.operand : undefined;
  if (operand?.kind !== "place" || operand.place.path.length > 0) return false;
  const local = body.locals[operand.place.local];
  if (local?.kind.kind !== "global") return false;
  return form === "new" ? /^(?:Map|Set|Array)$/.test(local.name) : /^(?:Object|Array|Promise|Iterator)$/.test(local.name);
}

export function closuresIn({ bodies }: Program, body: Body, operand: Operand): readonly Body[] {
  if (operand.kind !== "place" || operand.place.path.length > 0) return [];
  const { local } = operand.place;
  return body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === local && statement.value.kind === "closure"
        ? statement.value.bodies.map((id) => bodies[id]!)
        : [],
    ),
  );
}

function holdsItsOperands(kind: string): boolean {
  return kind === "use" || kind === "object" || kind === "array" || kind === "rest";
}

function rank(depth: Depth | undefined): number {
  return depth === undefined ? 0 : ["key", "member", "part", "itself"].indexOf(depth) + 1;
}

/** `this.document.pages`: what is done with it is not done with the document. */
function isMember(operand: Operand): boolean {
  return operand.kind === "place" && operand.place.path.length > 1 && operand.place.path.at(-1)?.kind === "field";
}

function membersOf(held: Held): Held {
  return new Map([...held].map(([slot, depth]) => [slot, depth === "key" ? "key" : "member"]));
}

function partsOf(held: Held): Held {
  return new Map([...held].map(([slot, depth]) => [slot, depth === "itself" ? "part" : depth]));
}

function keysOf(held: Held): Held {
  return new Map([...held.keys()].map((slot) => [slot, "key"]));
}

function add(held: Map<string, Map<string, Depth>>, key: string, from: Held): boolean {
  if (from.size === 0) return false;
  const known = held.get(key) ?? new Map<string, Depth>();
  held.set(key, known);
  let changed = false;
  // A local that may be the value itself and a part of it is treated as the value.
  for (const [slot, depth] of from) {
    if (rank(known.get(slot)) >= rank(depth)) continue;
    known.set(slot, depth);
    changed = true;
  }
  return changed;
}
