/** A loop that counts up to an array's length, and steps on after an element was taken out: `for (let i = 0; i < list.length; i++)`. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, BlockId, Body, LocalId, Operand } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import { loops, type Loop } from "@freehold/mir/cfg/loops";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Origins } from "../../facts/origin.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface CountedLoop {
  readonly counter: LocalId;
  readonly span: Span;
  readonly blocks: ReadonlySet<BlockId>;
  /** The block runs on every turn. */
  readonly always: boolean;
}

/** What the counter is compared with: the length as it is, or also as it was before the loop. */
export type Limit = "now" | "now-or-before";

/** Around a call that takes out of the array, where each way on to the next turn steps the counter by one and nothing steps it back. */
export function countedLoopAround(body: Body, origins: Origins, block: Block, key: string, limit: Limit = "now"): CountedLoop | undefined {
  const { terminator } = block;
  if (terminator.kind !== "call") return undefined;
  const loop = loops(body).findLast((candidate) => candidate.blocks.has(block.id));
  const test = loop && lengthTest(body, origins, loop, { key, limit });
  if (loop === undefined || test === undefined) return undefined;
  const steps = assignmentsIn(body, loop, test.counter);
  const [step] = steps;
  if (step === undefined || steps.length > 1 || !step.byOne || isBefore(body, step.block, block)) return undefined;
  const onward = reachableFrom(
    body,
    [terminator.target],
    ({ kind, target }, source) => kind !== "unwind" && loop.blocks.has(target) && source !== step.block && source !== loop.header,
  );
  if (!onward.has(step.block) || (onward.has(loop.header) && step.block !== loop.header)) return undefined;
  const tree = dominators(body);
  return { ...test, blocks: loop.blocks, always: loop.backEdges.every(({ source }) => dominates(tree, block.id, source)) };
}

/** `i < list.length`, read anew on each turn, where the loop begins. */
function lengthTest(
  body: Body,
  origins: Origins,
  { header }: Loop,
  { key, limit }: { readonly key: string; readonly limit: Limit },
): { readonly counter: LocalId; readonly span: Span } | undefined {
  for (const statement of body.blocks[header]!.statements) {
    if (statement.kind !== "assign" || statement.value.kind !== "binary" || statement.value.operator !== "<") continue;
    const { left, right } = statement.value;
    const counter = wholeLocal(left);
    const length = limit === "now" ? right : lengthBefore(body, right);
    if (counter !== undefined && arrayOfLength(body, origins, length) === key) return { counter, span: statement.span };
  }
  return undefined;
}

/** `const { length } = list`, `let i = 0, n = list.length`: where elements go meanwhile, the loop runs past the last. */
function lengthBefore(body: Body, limit: Operand): Operand {
  const local = wholeLocal(limit);
  const value = local === undefined ? undefined : definitionsOf(body).values.get(local);
  return value?.kind === "use" ? value.operand : limit;
}

/** A length that was kept before the loop is another number by now. */
function arrayOfLength(body: Body, origins: Origins, length: Operand): string | undefined {
  if (length.kind !== "place") return undefined;
  const { local, path } = length.place;
  const last = path.at(-1);
  if (last?.kind !== "field" || last.name !== "length") return undefined;
  return origins.key(body, { kind: "place", place: { local, path: path.slice(0, -1) }, span: length.span });
}

function assignmentsIn(body: Body, { blocks }: Loop, local: LocalId): readonly { readonly block: BlockId; readonly byOne: boolean }[] {
  return [...blocks].flatMap((block) => {
    const { statements, terminator } = body.blocks[block]!;
    const assigned = statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === local ? [{ block, byOne: isStep(statement.value, local) }] : [],
    );
    return "destination" in terminator && terminator.destination.local === local ? [...assigned, { block, byOne: false }] : assigned;
  });
}

function isStep(value: Extract<Block["statements"][number], { kind: "assign" }>["value"], local: LocalId): boolean {
  if (value.kind !== "binary" || value.operator !== "+" || wholeLocal(value.left) !== local) return false;
  return value.right.kind === "constant" && value.right.value.kind === "number" && value.right.value.value === 1;
}

/** `const x = list[i++]; … list.splice(i, 1)`: the counter is already past the element. */
function isBefore(body: Body, step: BlockId, block: Block): boolean {
  return step === block.id || dominates(dominators(body), step, block.id);
}
