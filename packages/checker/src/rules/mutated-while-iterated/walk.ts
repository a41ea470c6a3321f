/** The walk over an array that stands around a call: a `for…of` of the same body, or the method that calls this body for each element. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, BlockId, Body, LocalId, Operand, Place } from "@freehold/mir/body";
import { loops, type Loop } from "@freehold/mir/cfg/loops";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { callbackOf } from "../../contracts/callbacks.ts";
import { operandText } from "../../contracts/callee-path.ts";
import type { Origins } from "../../facts/origin.ts";

export interface Walk {
  /** `loop`, or the method. */
  readonly by: string;
  readonly span: Span;
  /** What is walked over, as the walking code calls it. */
  readonly text: string | undefined;
  readonly caller: Body;
  /** What runs for each element. */
  readonly turn: { readonly body: Body; readonly blocks: ReadonlySet<BlockId> };
  readonly element: ReadonlySet<LocalId>;
  /** Where the index of the element arrives. */
  readonly index: LocalId | undefined;
  /** Something around it walks over the same array again. */
  readonly repeated: boolean;
}

/** Methods that come to every element, whatever their callback returns. */
const walking: ReadonlySet<string> = new Set(["forEach", "map", "filter", "flatMap"]);

export function walkAround(view: BodyView, origins: Origins, block: Block, key: string): Walk | undefined {
  return loopAround(view, origins, block, key) ?? callbackAround(view, origins, key);
}

/** The innermost loop over the place, if it can go on after the block. */
function loopAround({ body }: BodyView, origins: Origins, block: Block, key: string): Walk | undefined {
  const around = loops(body).filter((loop) => loop.blocks.has(block.id));
  const loop = around.findLast(({ header }) => {
    const next = body.blocks[header]!.terminator;
    return next.kind === "next" && !next.async && iteratedKey(origins, body, next.iterated) === key;
  });
  const next = loop && body.blocks[loop.header]!.terminator;
  if (loop === undefined || next?.kind !== "next" || !goesOn(body, loop, block)) return undefined;
  const taken = next.destination.local;
  return {
    by: "loop",
    span: next.span,
    text: operandText(body, next.iterated),
    caller: body,
    turn: { body, blocks: loop.blocks },
    element: new Set([taken, ...copiesOf(body, taken)]),
    index: firstOfPair(body, loop, taken),
    repeated: around.some((outer) => outer !== loop && outer.blocks.has(loop.header) && !setsRoot(body, outer, loop, next.iterated)),
  };
}

/** A loop is left by `break` and `return`, so that what comes after the change matters. */
function goesOn(body: Body, { header, blocks }: Loop, { terminator }: Block): boolean {
  if (terminator.kind !== "call") return false;
  return reachableFrom(body, [terminator.target], ({ kind, target }) => kind !== "unwind" && blocks.has(target)).has(header);
}

/** `list`, `list.entries()`, `list.values()`; `Object.entries(list)` and `list.slice()` are copies. */
function iteratedKey(origins: Origins, body: Body, iterated: Operand): string | undefined {
  const calls = iterated.kind === "place" ? (origins.definitions(body).calls.get(iterated.place.local) ?? []) : [];
  const [call] = calls;
  if (call === undefined) return origins.key(body, iterated);
  const { callee } = call;
  const isLive = callee.kind === "method" && /^(?:entries|values|keys)$/.test(callee.name) && call.args.length === 0;
  return isLive && calls.length === 1 ? origins.key(body, callee.receiver) : undefined;
}

/** `[i, x]` of `list.entries()`: the first that is taken out of the element. */
function firstOfPair(body: Body, { blocks }: Loop, element: LocalId): LocalId | undefined {
  for (const id of [...blocks].toSorted((a, b) => a - b)) {
    const { terminator } = body.blocks[id]!;
    if (terminator.kind === "next" && terminator.iterated.kind === "place" && terminator.iterated.place.local === element)
      return terminator.destination.local;
  }
  return undefined;
}

/** `for (const group of groups) for (const x of group.items)`: each turn of the outer loop walks over another array. */
function setsRoot(body: Body, outer: Loop, inner: Loop, iterated: Operand): boolean {
  if (iterated.kind !== "place") return true;
  const { local } = iterated.place;
  return [...outer.blocks].some((id) => {
    if (inner.blocks.has(id) && id !== inner.header) return false;
    const { statements, terminator } = body.blocks[id]!;
    return (
      statements.some((statement) => statement.kind === "assign" && statement.target.local === local) ||
      ("destination" in terminator && terminator.destination.local === local)
    );
  });
}

function callbackAround({ body, knowledge: { program } }: BodyView, origins: Origins, key: string): Walk | undefined {
  const parent = body.parent === undefined ? undefined : program.bodies[body.parent];
  const caller = parent?.blocks.find((block) => callbackOf(block) === body.id);
  if (parent === undefined || caller?.terminator.kind !== "call" || body.async || body.generator) return undefined;
  const { callee, span, args } = caller.terminator;
  if (callee.kind !== "method" || !walking.has(callee.name) || args.length !== 1) return undefined;
  if (origins.key(parent, callee.receiver) !== key && arrayParameter(body, origins) !== key) return undefined;
  const [element, index] = body.params;
  return {
    by: callee.name,
    span: callee.receiver.kind === "place" ? callee.receiver.span : span,
    text: operandText(parent, callee.receiver),
    caller: parent,
    turn: { body, blocks: new Set(body.blocks.map((block) => block.id)) },
    element: new Set(element === undefined ? [] : [element, ...copiesOf(body, element)]),
    index,
    repeated: loops(parent).some((outer) => outer.blocks.has(caller.id) && !setsRoot(parent, outer, onlyBlock(caller.id), callee.receiver)),
  };
}

/** `(x, i, all) => all.splice(i, 1)`. */
function arrayParameter(body: Body, origins: Origins): string | undefined {
  const local = body.params[2];
  const place: Place | undefined = local === undefined ? undefined : { local, path: [] };
  return place && origins.key(body, { kind: "place", place, span: body.span });
}

function onlyBlock(header: BlockId): Loop {
  return { header, backEdges: [], blocks: new Set() };
}

function copiesOf(body: Body, from: LocalId): readonly LocalId[] {
  return body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" &&
      statement.target.path.length === 0 &&
      statement.value.kind === "use" &&
      statement.value.operand.kind === "place" &&
      statement.value.operand.place.local === from &&
      statement.value.operand.place.path.length === 0
        ? [statement.target.local]
        : [],
    ),
  );
}
