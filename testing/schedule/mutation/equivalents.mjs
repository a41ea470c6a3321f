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
  {
    file: "channel/gate.ts",
    code: "const left = (seen & CLOSED) | (gate.wakes === 1 && tickets > 0 ? tickets - 1 : 0);",
    before: "0",
    after: "1",
    why: "of one ticket none is left either way",
  },
  {
    file: "sync/read-write-word.ts",
    code: "wakeDraining(lock);",
    before: "wakeDraining(lock); recoverLock(lock.word, deadId, Infinity);",
    after: "recoverLock(lock.word, deadId, Infinity); wakeDraining(lock);",
    why: "two sets of threads are woken by two words, and neither waits for the other",
  },
  {
    file: "channel/wait-at-gate.ts",
    code: "const pauseBetweenAttempts = 8;",
    before: "8",
    after: "9",
    why: "it only decides for how long to let the other end get ahead",
  },
  {
    file: "channel/wait-at-gate.ts",
    code: "const mostPatience = 2;",
    before: "2",
    after: "3",
    why: "it only decides how often to look again before sleeping",
  },
  {
    file: "channel/wait-at-gate.ts",
    code: "const leastAttempts = 10;",
    before: "10",
    after: "11",
    why: "the same",
  },
  {
    file: "channel/ring.ts",
    code: "return { ...words, held: heldBy(threadId), next: 0, limit: 0, locked: false, segment: 0 };",
    before: "0",
    after: "1",
    why: "the first look at an end sets it before anybody reads it",
  },
  {
    file: "channel/ring.ts",
    code: "forget(end);",
    before: "forget(end); unlock(end.lock, 1);",
    after: "unlock(end.lock, 1); forget(end);",
    why: "it forgets what only the thread itself knows",
  },
  {
    file: "channel/observe-until.ts",
    code: "const end = timeoutMs === Infinity ? Infinity : now() + timeoutMs;",
    before: "timeoutMs === Infinity",
    after: "(false as boolean)",
    why: "the sum is infinite too; only a look at the clock is saved",
  },
  {
    file: "internal/thread-records.ts",
    code: "if (found !== undefined) store(found + record.id, 0);",
    before: "found + record.id",
    after: "found - record.id",
    why: "the id is word 0 of a record",
  },
  {
    file: "internal/thread-records.ts",
    code: "return firstRecord((found) => load(found + record.id) === threadId);",
    before: "found + record.id",
    after: "found - record.id",
    why: "the same",
  },
  {
    file: "internal/thread-records.ts",
    code: "if (load(found + record.waitingOn) === word && load(found + record.id) !== 0) ids.push(load(found + record.id));",
    before: "found + record.id",
    after: "found - record.id",
    why: "the same",
  },
  {
    file: "internal/thread-records.ts",
    code: "return firstRecord((found) => load(found + record.id) === 0 && compareExchange(found + record.id, 0, joining) === 0);",
    before: "found + record.id",
    after: "found - record.id",
    why: "the same",
  },
  {
    file: "internal/thread-records.ts",
    code: "store(made + record.id, joining);",
    before: "made + record.id",
    after: "made - record.id",
    why: "the same",
  },
];
