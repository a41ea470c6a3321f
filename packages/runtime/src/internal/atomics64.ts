/** The atomics of 64 bits, by the index of their first word, which is even. */

import { longs } from "./shared-memory.ts";

export function load(word: number): bigint {
  return Atomics.load(longs(), word >> 1);
}

export function store(word: number, value: bigint): void {
  Atomics.store(longs(), word >> 1, value);
}

export function add(word: number, value: bigint): bigint {
  return Atomics.add(longs(), word >> 1, value);
}

export function sub(word: number, value: bigint): bigint {
  return Atomics.sub(longs(), word >> 1, value);
}

export function and(word: number, value: bigint): bigint {
  return Atomics.and(longs(), word >> 1, value);
}

export function or(word: number, value: bigint): bigint {
  return Atomics.or(longs(), word >> 1, value);
}

export function xor(word: number, value: bigint): bigint {
  return Atomics.xor(longs(), word >> 1, value);
}

export function exchange(word: number, value: bigint): bigint {
  return Atomics.exchange(longs(), word >> 1, value);
}

export function compareExchange(word: number, expected: bigint, value: bigint): bigint {
  return Atomics.compareExchange(longs(), word >> 1, expected, value);
}
