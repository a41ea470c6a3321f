/** The first byte of each value in a snapshot, and the kinds of what has several. */

/** One byte each. Values that other values may refer to are numbered in the order in which they begin. */
export const tags = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  /** A whole number, as count: twice its size, one more when it is negative. */
  whole: 4,
  float: 5,
  /** A sign and hexadecimal digits, as text. */
  bigint: 6,
  text: 7,
  /** The number of a value that began before. */
  again: 8,
  /** A count, then key and value of each. */
  record: 9,
  /** A count, then the elements. */
  list: 10,
  /** A length, then as a record: for holes, and elements with names. */
  sparse: 11,
  map: 12,
  set: 13,
  date: 14,
  regexp: 15,
  buffer: 16,
  /** Also the most that it can grow to. */
  growing: 17,
  /** Kind, offset, length, then the buffer. */
  view: 18,
  error: 19,
  /** An object around a primitive value: `new Number(1)`. */
  boxed: 20,
  /** The index of a handle in the table at the end. */
  handle: 21,
} as const;

/** By their `Symbol.toStringTag`; the index is written. */
export const viewTypes = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
] as const;

export const viewNames: readonly string[] = viewTypes.map((type) => type.name);

/** The kinds that structured cloning keeps; every other error arrives as the first. */
export const errorTypes = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError] as const;

export const errorNames: readonly string[] = errorTypes.map((type) => type.name);
