/** As much of the runner's face as the runtime's suite uses, for a page or a thread: the same files run there as here. */

import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";

/**
 * @typedef {object} Case
 * @property {string} name  With those of what it stands in.
 * @property {(context: object) => unknown} run
 */

/** @typedef {{ readonly before: (() => unknown)[], readonly after: (() => unknown)[], readonly cases: Case[] }} File */

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** @type {any} */
export const expect = (/** @type {unknown} */ value, /** @type {string | undefined} */ message) => chai.expect(value, message);
Object.assign(expect, chai.expect);
setState({ assertionCalls: 0, isExpectingAssertions: false, environment: "browser", testPath: "", currentTestName: "" }, expect);

/** @type {File} */
let file = { before: [], after: [], cases: [] };

/** @type {string[]} */
const path = [];

/** What was told since the last call: of one file. */
export function takeFile() {
  const told = file;
  file = { before: [], after: [], cases: [] };
  return told;
}

/**
 * @param {string} name
 * @param {(context: object) => unknown} run
 */
export function test(name, run) {
  file.cases.push({ name: [...path, name].join(" > "), run });
}

/**
 * @param {string} name
 * @param {() => void} tell
 */
export function describe(name, tell) {
  path.push(name);
  tell();
  path.pop();
}

/** @param {() => unknown} run */
export function beforeAll(run) {
  file.before.push(run);
}

/** @param {() => unknown} run */
export function afterAll(run) {
  file.after.push(run);
}

test.for = rowsFor(test);
describe.for = rowsFor(describe);

/** @param {(name: string, run: (context?: object) => void) => void} each */
function rowsFor(each) {
  return (/** @type {readonly unknown[]} */ rows) =>
    (/** @type {string} */ name, /** @type {(row: unknown, context?: object) => void} */ run) => {
      for (const row of rows) each(named(name, row), (context) => run(row, context));
    };
}

/**
 * @param {string} name
 * @param {unknown} row
 */
function named(name, row) {
  const values = Array.isArray(row) ? [...row] : [row];
  return name.replaceAll("%s", () => String(typeof values[0] === "object" ? JSON.stringify(values.shift()) : values.shift()));
}
