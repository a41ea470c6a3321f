/** The runtime's own atomics, in a thread that dies at an operation that was chosen for it. */

import * as real from "../../../packages/runtime/src/internal/atomics.shared.ts";

let left = Infinity;
let die = (): void => {};

/** The thread dies by `how` before it does its operation number `operation`, counted from 1. */
export function dieAt(operation: number, how: () => void): void {
  left = operation;
  die = how;
}

/** A point between two plain accesses counts like an operation. */
export function step(): void {
  left -= 1;
  if (left === 0) die();
}

export function load(index: number): number {
  step();
  return real.load(index);
}

export function store(index: number, value: number): void {
  step();
  real.store(index, value);
}

export function add(index: number, value: number): number {
  step();
  return real.add(index, value);
}

export function sub(index: number, value: number): number {
  step();
  return real.sub(index, value);
}

export function and(index: number, value: number): number {
  step();
  return real.and(index, value);
}

export function or(index: number, value: number): number {
  step();
  return real.or(index, value);
}

export function xor(index: number, value: number): number {
  step();
  return real.xor(index, value);
}

export function exchange(index: number, value: number): number {
  step();
  return real.exchange(index, value);
}

export function compareExchange(index: number, expected: number, value: number): number {
  step();
  return real.compareExchange(index, expected, value);
}

export function storeThenLoad(index: number, value: number, other: number): number {
  store(index, value);
  return load(other);
}

export function wait(index: number, expected: number, timeoutMs: number): ReturnType<typeof real.wait> {
  step();
  return real.wait(index, expected, timeoutMs);
}

export function waitAsync(index: number, expected: number, timeoutMs: number): ReturnType<typeof real.waitAsync> {
  step();
  return real.waitAsync(index, expected, timeoutMs);
}

export function notify(index: number, count: number): number {
  step();
  return real.notify(index, count);
}

export function now(): number {
  return real.now();
}

export function spinLimit(): number {
  return real.spinLimit();
}

export function spinHint(): void {
  real.spinHint();
}

export function pauseFor(turns: number): void {
  real.pauseFor(turns);
}

export function tellSleepAt(index: number): void {
  real.tellSleepAt(index);
}

export function usesWebAssembly(): boolean {
  return real.usesWebAssembly();
}
