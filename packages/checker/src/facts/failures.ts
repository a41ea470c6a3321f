/** Which method of which local has failed where a block unwinds, and which flags tell that one is exhausted. */

import type { Block, BlockId, Body, LocalId, Projection } from "@freehold/mir/body";
import type { Call } from "../contracts/resolve.ts";
import type { Definitions } from "./definitions.ts";
import type { DoneFlag, Failure } from "./facts.ts";
import { wholeLocal } from "../whole-local.ts";

export function failuresOf(body: Body, definitions: Definitions): ReadonlyMap<BlockId, Failure> {
  const failures = new Map<BlockId, Failure>();
  for (const block of body.blocks) {
    const call = failingCall(definitions, block);
    const failure = call === undefined ? promiseOf(definitions, block) : methodOf(call);
    if (failure !== undefined) failures.set(block.id, failure);
  }
  return failures;
}

/** `const { done } = await reader.read()`, `step = await reader.read(); step.done`. */
export function doneFlagsOf(body: Body, definitions: Definitions): readonly DoneFlag[] {
  const flags: DoneFlag[] = [];
  for (const block of body.blocks) {
    const { terminator } = block;
    if (terminator.kind !== "await" && terminator.kind !== "call") continue;
    const call = failingCall(definitions, block);
    const source = call === undefined ? undefined : methodOf(call);
    if (source === undefined || terminator.destination.path.length > 0) continue;
    for (const local of copiesOf(body, terminator.destination.local)) {
      flags.push({ ...source, local, field: "done" });
      for (const flag of readsOfDone(body, local)) flags.push({ ...source, local: flag, field: undefined });
    }
  }
  return flags;
}

/** The call that a block makes, or that its `await` waits for. */
function failingCall(definitions: Definitions, { terminator }: Block): Call | undefined {
  if (terminator.kind === "call") return terminator;
  const promise = terminator.kind === "await" ? wholeLocal(terminator.operand) : undefined;
  return promise === undefined ? undefined : definitions.calls.get(promise)?.[0];
}

/** `await fence.signaled`: a promise that the value itself keeps. */
function promiseOf(definitions: Definitions, { terminator }: Block): Failure | undefined {
  if (terminator.kind !== "await" || terminator.operand.kind !== "place") return undefined;
  const { place } = terminator.operand;
  const copied = place.path.length === 0 ? definitions.values.get(place.local) : undefined;
  const read = copied?.kind === "use" && copied.operand.kind === "place" ? copied.operand.place : place;
  const [step] = read.path;
  return read.path.length === 1 && step?.kind === "field" ? { via: read.local, member: step.name, kept: true } : undefined;
}

function methodOf(call: Call): Failure | undefined {
  if (call.callee.kind !== "method") return undefined;
  const via = wholeLocal(call.callee.receiver);
  return via === undefined ? undefined : { via, member: call.callee.name };
}

function copiesOf(body: Body, local: LocalId): readonly LocalId[] {
  const copies = [local];
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.target.path.length > 0 || statement.value.kind !== "use") continue;
      if (wholeLocal(statement.value.operand) === local) copies.push(statement.target.local);
    }
  }
  return copies;
}

function isDone(step: Projection | undefined): boolean {
  return step?.kind === "field" && step.name === "done";
}

function readsOfDone(body: Body, local: LocalId): readonly LocalId[] {
  const flags: LocalId[] = [];
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (
        statement.kind !== "assign" ||
        statement.target.path.length > 0 ||
        statement.value.kind !== "use" ||
        statement.value.operand.kind !== "place"
      )
        continue;
      const { place } = statement.value.operand;
      if (place.local === local && place.path.length === 1 && isDone(place.path[0])) flags.push(statement.target.local);
    }
  }
  return flags;
}
