/** Changes of the algorithms after which nobody can tell a difference, each with the reason: they alone may survive. */

/**
 * @typedef {object} Equivalent
 * @property {string} file
 * @property {string} code  The line on which the change begins.
 * @property {string} before
 * @property {string} after
 * @property {string} why
 */

/** @type {readonly Equivalent[]} */
export const equivalents = [
  {
    file: "sync/deadline.ts",
    code: "return timeoutMs === Infinity ? Infinity : now() + timeoutMs;",
    before: "timeoutMs === Infinity",
    after: "(false as boolean)",
    why: "the sum is infinite too; only a look at the clock is saved",
  },
  {
    file: "sync/deadline.ts",
    code: "return deadline === Infinity ? Infinity : deadline - now();",
    before: "deadline === Infinity",
    after: "(false as boolean)",
    why: "the difference is infinite too; only a look at the clock is saved",
  },
  {
    file: "sync/barrier-word.ts",
    code: "export const LEADER = -1;",
    before: "1",
    after: "2",
    why: "any number is good that is no generation, and generations are not below 0",
  },
];
