/** Writes the WebAssembly module of `#atomics`: one function for each operation, each a few instructions. */

/** Of the binary format. */
const i32 = 0x7f;
const atomicPrefix = 0xfe;
const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** Of the atomic instructions. */
const code = {
  load: 0x10,
  store: 0x17,
  add: 0x1e,
  sub: 0x25,
  and: 0x2c,
  or: 0x33,
  xor: 0x3a,
  exchange: 0x41,
  compareExchange: 0x48,
};

/**
 * Each instruction takes the index of a word and up to two values: the numbers of the function's parameters.
 * @typedef {{ readonly code: number, readonly word: number, readonly values: readonly number[] }} Instruction
 */

/** @typedef {{ readonly name: string, readonly parameters: number, readonly gives: number, readonly instructions: readonly Instruction[] }} Operation */

/** @type {readonly Operation[]} */
const operations = [
  single("load", 0, 1),
  single("store", 1, 0),
  single("add", 1, 1),
  single("sub", 1, 1),
  single("and", 1, 1),
  single("or", 1, 1),
  single("xor", 1, 1),
  single("exchange", 1, 1),
  single("compareExchange", 2, 1),
  {
    name: "storeThenLoad",
    parameters: 3,
    gives: 1,
    instructions: [
      { code: code.store, word: 0, values: [1] },
      { code: code.load, word: 2, values: [] },
    ],
  },
];

/** The bytes of the module. */
export function atomicsModule() {
  const memory = [...text("shared"), ...text("memory"), 0x02, 0x03, ...unsigned(1), ...unsigned(65_536)];
  return [
    ...header,
    ...section(
      1,
      operations.map(({ parameters, gives }) => [0x60, ...vector(repeat(parameters, [i32])), ...vector(repeat(gives, [i32]))]),
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
 * The function that is one instruction.
 * @param {keyof typeof code} name
 * @param {number} values
 * @param {number} gives
 * @returns {Operation}
 */
function single(name, values, gives) {
  const instruction = { code: code[name], word: 0, values: Array.from({ length: values }, (_, index) => index + 1) };
  return { name, parameters: 1 + values, gives, instructions: [instruction] };
}

/** @param {Operation} operation */
function functionBody({ instructions }) {
  const [noLocals, end] = [0x00, 0x0b];
  return [noLocals, ...instructions.flatMap(encoded), end];
}

/**
 * The index becomes a byte offset; the values follow as they are.
 * @param {Instruction} instruction
 */
function encoded({ code: number, word, values }) {
  const [localGet, i32Const, shiftLeft] = [0x20, 0x41, 0x74];
  const alignment = [0x02, 0x00];
  return [localGet, word, i32Const, 2, shiftLeft, ...values.flatMap((value) => [localGet, value]), atomicPrefix, number, ...alignment];
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
