/** Performs operations at once on a memory of one's own: before threads start, and to list what some code does alone. */

import { changed, notEqual, printOperation, timedOut, type Operation } from "./operation.ts";
import { onStage, type Stage } from "./stage.ts";

/** Every operation that it does when nobody else does anything, one line each. Words are called by `names`, or by their address. */
export function operationsOf(
  code: () => void,
  names: ReadonlyMap<number, string> = new Map(),
  memory = new Map<number, number>(),
): readonly string[] {
  const done: string[] = [];
  const stage = directly(memory, (operation) => {
    if (done.length === mostOperations) throw new Error(`Alone it does more than ${mostOperations} operations`);
    done.push(printOperation(operation, names.get(operation.address) ?? `${operation.address}`));
  });
  onStage(stage, code);
  return done;
}

/** Code that does more does not end. */
const mostOperations = 10_000;

/** Each operation is told before it is done. */
export function directly(memory: Map<number, number>, tell: (operation: Operation) => void): Stage {
  let clock = 0;
  const perform = (operation: Operation): number => {
    tell(operation);
    const value = memory.get(operation.address) ?? 0;
    memory.set(operation.address, changed(operation, value));
    if (operation.kind === "notify") return 0;
    if (operation.kind !== "wait") return value;
    if (value !== operation.expected) return notEqual;
    if (operation.timeout === Infinity) throw new Error("Nobody is there who could wake it");
    clock += operation.timeout;
    return timedOut;
  };
  return { thread: 1, perform, effect: () => {}, checkpoint: () => {}, spin: () => {}, now: () => clock };
}
