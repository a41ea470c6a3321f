/** Writes the WebAssembly module of `#atomics`: one function for each operation, each three to five instructions. */

/** Of the binary format. */
const i32 = 0x7f;
const atomicPrefix = 0xfe;
const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** Each takes the index of a word, and up to two values; `code` is its instruction's number among the atomic ones. */
const operations = [
  { name: "load", values: 0, gives: 1, code: 0x10 },
  { name: "store", values: 1, gives: 0, code: 0x17 },
  { name: "add", values: 1, gives: 1, code: 0x1e },
  { name: "sub", values: 1, gives: 1, code: 0x25 },
  { name: "and", values: 1, gives: 1, code: 0x2c },
  { name: "or", values: 1, gives: 1, code: 0x33 },
  { name: "xor", values: 1, gives: 1, code: 0x3a },
  { name: "exchange", values: 1, gives: 1, code: 0x41 },
  { name: "compareExchange", values: 2, gives: 1, code: 0x48 },
];

/** The bytes of the module. */
export function atomicsModule() {
  const memory = [...text("shared"), ...text("memory"), 0x02, 0x03, ...unsigned(1), ...unsigned(65_536)];
  return [
    ...header,
    ...section(
      1,
      operations.map(({ values, gives }) => [0x60, ...vector(repeat(1 + values, [i32])), ...vector(repeat(gives, [i32]))]),
    ),
    ...section(2, [memory]),
    ...section(
      3,
      operations.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      operations.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]),
    ),
    ...section(
      10,
      operations.map((operation) => sized(functionBody(operation))),
    ),
  ];
}

/**
 * The index becomes a byte offset; the values follow as they are.
 * @param {{ readonly values: number, readonly code: number }} operation
 */
function functionBody({ values, code }) {
  const [localGet, i32Const, shiftLeft, end] = [0x20, 0x41, 0x74, 0x0b];
  const parameters = Array.from({ length: values }, (_, index) => [localGet, index + 1]).flat();
  const alignment = [0x02, 0x00];
  return [0x00, localGet, 0, i32Const, 2, shiftLeft, ...parameters, atomicPrefix, code, ...alignment, end];
}

/**
 * @param {number} id
 * @param {readonly (readonly number[])[]} entries
 */
function section(id, entries) {
  return [id, ...sized(vector(entries))];
}

/** @param {readonly (readonly number[])[]} entries */
function vector(entries) {
  return [...unsigned(entries.length), ...entries.flat()];
}

/** @param {readonly number[]} bytes */
function sized(bytes) {
  return [...unsigned(bytes.length), ...bytes];
}

/** @param {string} name */
function text(name) {
  return sized([...Buffer.from(name)]);
}

/**
 * @param {number} count
 * @param {readonly number[]} entry
 */
function repeat(count, entry) {
  return Array.from({ length: count }, () => entry);
}

/**
 * LEB128.
 * @param {number} value
 * @returns {number[]}
 */
function unsigned(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
