/** Stands where an algorithm expects its atomics: each call is one step of the exploration. */

import { waitResults } from "./operation.ts";
import { stage } from "./stage.ts";

export function load(address: number): number {
  return stage().perform({ kind: "load", address });
}

export function store(address: number, value: number): void {
  stage().perform({ kind: "store", address, value: value | 0 });
}

export function add(address: number, value: number): number {
  return stage().perform({ kind: "add", address, value: value | 0 });
}

export function sub(address: number, value: number): number {
  return stage().perform({ kind: "sub", address, value: value | 0 });
}

export function and(address: number, value: number): number {
  return stage().perform({ kind: "and", address, value: value | 0 });
}

export function or(address: number, value: number): number {
  return stage().perform({ kind: "or", address, value: value | 0 });
}

export function xor(address: number, value: number): number {
  return stage().perform({ kind: "xor", address, value: value | 0 });
}

export function exchange(address: number, value: number): number {
  return stage().perform({ kind: "exchange", address, value: value | 0 });
}

/** What was there before; it was replaced if that is `expected`. */
export function compareExchange(address: number, expected: number, value: number): number {
  return stage().perform({ kind: "compareExchange", address, expected: expected | 0, value: value | 0 });
}

/** Two steps: others may run in between. */
export function storeThenLoad(address: number, value: number, other: number): number {
  store(address, value);
  return load(other);
}

/** Sleeps while nobody notifies, if the word is `expected`. */
export function wait(address: number, expected: number, timeoutMs: number = Infinity): "ok" | "not-equal" | "timed-out" {
  return waitResults[stage().perform({ kind: "wait", address, expected: expected | 0, timeout: timeoutMs })] ?? "ok";
}

/** The same: where a promise is waited for, others run as well. */
export function waitAsync(address: number, expected: number, timeoutMs: number): "ok" | "not-equal" | "timed-out" {
  return wait(address, expected, timeoutMs);
}

/** How many it woke, the longest waiting first. */
export function notify(address: number, count: number = Infinity): number {
  return stage().perform({ kind: "notify", address, count });
}

/** Stands still, but for the time-outs that this thread has sat through. */
export function now(): number {
  return stage().now();
}

/** Spinning first is no other behaviour, only more of it. */
export function spinLimit(): number {
  return 0;
}

export function spinHint(): void {
  stage().spin();
}

/** Changes nothing that anybody sees. */
export function pauseFor(_turns: number): void {}
