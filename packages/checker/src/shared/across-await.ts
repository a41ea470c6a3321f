/**
 * What a body checks before an `await` and writes after it. While it waits, other calls run: what it knows of shared state is old when it
 * goes on, unless it looks again.
 */

import type { Block, BlockId, Body, LocalId, Operand } from "@freehold/mir/body";
import { dominates, dominators, type Dominators } from "@freehold/mir/cfg/dominators";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { successors } from "@freehold/mir/walk";
import { calleeText } from "../contracts/callee-path.ts";
import type { Call } from "../contracts/resolve.ts";
import { wholeLocal } from "../whole-local.ts";
import type { SharedState } from "./shared-state.ts";
import type { SharedWrite } from "./shared-writes.ts";

export interface Waiting {
  readonly state: SharedState;
  readonly writes: readonly SharedWrite[];
  readonly tree: Dominators;
}

/** The `await` that brought what is written, and the call that it waited for. */
export interface Wait {
  readonly block: Block & { readonly terminator: Extract<Block["terminator"], { kind: "await" }> };
  readonly call: { readonly block: Block; readonly terminator: Call } | undefined;
}

/** A branch that leaves without the `await`, by what it reads. */
export interface Guard {
  readonly block: Block;
  readonly operand: Operand;
  readonly keys: ReadonlySet<string>;
  /** The blocks of the way without the `await`. */
  readonly leaving: ReadonlySet<BlockId>;
}

export function waitingIn(state: SharedState, writes: readonly SharedWrite[]): Waiting {
  return { state, writes, tree: dominators(state.body) };
}

/** Every `await` of a body that stands on each way to a block, the nearest last. */
export function waitsBefore({ state: { body }, tree }: Waiting, block: BlockId): readonly Wait[] {
  return body.blocks
    .filter((candidate): candidate is Wait["block"] => candidate.terminator.kind === "await")
    .filter(({ id, terminator }) => id !== block && dominates(tree, terminator.target, block))
    .map((waiting) => ({ block: waiting, call: awaitedCall(body, waiting) }));
}

/** The `await` whose result a write stores. */
export function waitOf(waiting: Waiting, { value, block }: SharedWrite): Wait | undefined {
  const { terminator } = block;
  if (terminator.kind === "await" && value?.kind === "use" && isPlaceOf(value.operand, terminator.destination.local))
    return { block: block as Wait["block"], call: awaitedCall(waiting.state.body, block as Wait["block"]) };
  const stored = value?.kind === "use" ? wholeLocal(value.operand) : undefined;
  if (stored === undefined) return undefined;
  const held = namesOf(waiting.state.body, stored);
  return waitsBefore(waiting, block.id).findLast(
    (wait) => wait.block.terminator.destination.path.length === 0 && held.has(wait.block.terminator.destination.local),
  );
}

/** The branches on the way to an `await` that may end the call instead. */
export function guardsOf({ state, tree }: Waiting, { block: wait }: Wait): readonly Guard[] {
  const { body } = state;
  return body.blocks.flatMap((block): Guard[] => {
    const { terminator } = block;
    const leaving = terminator.kind === "branch" && dominates(tree, block.id, wait.id) ? leavesBefore(body, block, wait.id) : undefined;
    if (terminator.kind !== "branch" || leaving === undefined) return [];
    return [{ block, operand: terminator.operand, keys: lookedAt(state, terminator.operand), leaving }];
  });
}

/** With what `if (await this.connected) return;` awaits. */
function lookedAt(state: SharedState, operand: Operand): ReadonlySet<string> {
  const keys = state.readBy(operand);
  const local = wholeLocal(operand);
  const wait = state.body.blocks.find(({ terminator }) => terminator.kind === "await" && terminator.destination.local === local);
  return wait?.terminator.kind === "await" ? new Set([...keys, ...state.readBy(wait.terminator.operand)]) : keys;
}

/** On every way to the `await`. */
export function comesBefore({ tree }: Waiting, { block: wait }: Wait, { block, index }: Pick<SharedWrite, "block" | "index">): boolean {
  return block.id === wait.id ? index < wait.statements.length : dominates(tree, block.id, wait.id);
}

/** On some way after it. */
export function comesAfter({ state }: Waiting, { block: wait }: Wait, { id }: Block): boolean {
  return reachableFrom(state.body, [wait.terminator.target], ({ kind }) => kind !== "unwind").has(id);
}

/** Anything shared is looked at between the `await` and the write, or at once after it, whatever it is: a flag, a generation, the place itself. */
export function looksAgain(waiting: Waiting, wait: Wait, write: BlockId): boolean {
  return wait.block.id !== write && (looksBetween(waiting, wait, write) || looksAt(waiting, waiting.state.body.blocks[write]!));
}

export function looksBetween(waiting: Waiting, { block: wait }: Wait, write: BlockId): boolean {
  const { state, tree } = waiting;
  return state.body.blocks.some((block) => {
    const { id } = block;
    if (id === write || !dominates(tree, wait.terminator.target, id) || !isOnTheWay(state.body, wait.terminator.target, id, write))
      return false;
    return looksAt(waiting, block);
  });
}

function looksAt({ state }: Waiting, { terminator }: Block): boolean {
  if (terminator.kind === "branch") return state.readBy(terminator.operand).size > 0;
  return terminator.kind === "call" && checking.test(calleeText(state.body, terminator.callee));
}

/** `this.assertOpen()`, `signal.throwIfAborted()`: throws if it is over. */
export const checking = /(?:^|\.)#?_?(?:assert|ensure|check|verify|require|guard|throwIf|validate)\w*$/i;

/** A lock was taken before: others wait for it, and cannot run in between. */
export function isLocked(waiting: Waiting, wait: Wait): boolean {
  const { body } = waiting.state;
  const taken = (call: Call): boolean => locking.test(calleeText(body, call.callee));
  return (
    waitsBefore(waiting, wait.block.id).some((each) =>
      each.call === undefined ? !isKeptAfter(waiting, each, wait) : taken(each.call.terminator),
    ) ||
    body.blocks.some(
      ({ id, terminator }) =>
        terminator.kind === "call" && id !== wait.call?.block.id && taken(terminator) && dominates(waiting.tree, id, wait.block.id),
    )
  );
}

/** `if (await this.ready) return; await start(); this.ready = …`: the first two who come find nothing there to wait for. */
function isKeptAfter(waiting: Waiting, { block }: Wait, wait: Wait): boolean {
  const awaited = waiting.state.readBy(block.terminator.operand);
  const kept = waiting.writes.filter(({ how, key }) => how === "assign" && awaited.has(key));
  return (
    kept.some((write) => comesAfter(waiting, wait, write.block)) &&
    !kept.some((write) => isOnTheWay(waiting.state.body, waiting.state.body.blocks[0]!.id, write.block.id, wait.block.id))
  );
}

const locking = /lock|mutex|semaphore|acquire|exclusive|queue|synchroni|critical|serial/i;

/** Whether `goal` can come after `start` without passing what throws. */
export function isOnTheWay(body: Body, start: BlockId, through: BlockId, goal: BlockId): boolean {
  const from = (block: BlockId): ReadonlySet<BlockId> => reachableFrom(body, [block], ({ kind }) => kind !== "unwind");
  return from(start).has(through) && from(through).has(goal);
}

/** One of the two ways comes to an end without the `await`, the other gets there. */
function leavesBefore(body: Body, { terminator }: Block, wait: BlockId): ReadonlySet<BlockId> | undefined {
  const ways = successors(terminator).map(({ target }) => reachableFrom(body, [target], ({ kind }) => kind !== "unwind"));
  return ways.some((way) => way.has(wait)) ? ways.find((way) => !way.has(wait)) : undefined;
}

function awaitedCall(body: Body, { terminator, id }: Wait["block"]): Wait["call"] {
  const promise = wholeLocal(terminator.operand);
  const makers =
    promise === undefined
      ? []
      : body.blocks.filter(
          ({ terminator: made }) => made.kind === "call" && made.destination.path.length === 0 && made.destination.local === promise,
        );
  const [block] = makers;
  if (block?.terminator.kind !== "call" || makers.length !== 1 || block.id === id) return undefined;
  return { block, terminator: block.terminator };
}

/** A local and those that it was copied from. */
function namesOf(body: Body, local: LocalId): ReadonlySet<LocalId> {
  const names = new Set([local]);
  for (const name of names) {
    for (const { statements } of body.blocks) {
      for (const statement of statements) {
        if (statement.kind !== "assign" || !isWhole(statement.target, name) || statement.value.kind !== "use") continue;
        const source = wholeLocal(statement.value.operand);
        if (source !== undefined) names.add(source);
      }
    }
  }
  return names;
}

function isWhole({ local, path }: { readonly local: LocalId; readonly path: readonly unknown[] }, wanted: LocalId): boolean {
  return local === wanted && path.length === 0;
}

function isPlaceOf(operand: Operand, local: LocalId): boolean {
  return operand.kind === "place" && operand.place.local === local;
}
