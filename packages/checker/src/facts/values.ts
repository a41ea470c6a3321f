/** Sets of possibilities for one local's value, as bits: what it may be, and how it may hold the owner under analysis. */

import type { Value } from "./facts.ts";

const bits = (mask: number): Value => mask as Value;

export const undefinedValue = bits(1);
export const nullValue = bits(2);
/** `false`, `0`, `""`. */
export const falsyValue = bits(4);
export const truthyValue = bits(8);
/** Holds the owner itself. */
export const ownerValue = bits(16);
/** Holds the promise of the owner. */
export const pendingValue = bits(32);
/** Holds something that borrows from the owner: a view, or a handle that dies with it. */
export const derivedValue = bits(64);
/** Holds an object or array that holds the owner. */
export const containerValue = bits(128);

/** Holds a promise that is still at work on the owner. */
export const workValue = bits(256);
/** Beside `derivedValue`: it has an end of its own, and only its type says that it may need the owner. */
export const independentValue = bits(512);

export const noValue = bits(0);
export const nullishValue = bits(1 | 2);
/** Nothing is known, but it is not the owner. */
export const anyValue = bits(1 | 2 | 4 | 8);
export const everyValue = bits(1023);
/** All ways of holding the owner. */
export const holdingValue = bits(16 | 32 | 64 | 128 | 256 | 512);

const truthyMask = 8 | 16 | 32 | 64 | 128 | 256 | 512;
const falsyMask = 1 | 2 | 4;

export function union(a: Value, b: Value): Value {
  return bits(a | b);
}

export function has(value: Value, part: Value): boolean {
  return (value & part) !== 0;
}

export function without(value: Value, part: Value): Value {
  return bits(value & ~part);
}

export function narrow(value: Value, to: Value): Value {
  return bits(value & to);
}

export const truthyPart = bits(truthyMask);
export const falsyPart = bits(falsyMask);
export const nonNullishPart = bits(truthyMask | 4);
/** Nothing beyond the owner: a parameter is what its type says it is. */
export const valueAtEntry = noValue;
