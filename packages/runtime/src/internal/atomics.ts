/** What the algorithms of `sync/` and `thread/` do to shared words: the one door to the engine's atomics, so that a scheduler can stand in its place. */

/** Why a wait ended: somebody notified, the word had changed already, or time was up. A wait may also end `ok` for no reason at all. */
export type WaitResult = "ok" | "not-equal" | "timed-out";

/**
 * `#atomics` has these functions. An `index` counts words of 32 bits in the shared memory; every operation is sequentially consistent, and
 * those that change a word give what it held before.
 */
export interface SharedAtomics {
  load(index: number): number;
  store(index: number, value: number): void;
  add(index: number, value: number): number;
  sub(index: number, value: number): number;
  and(index: number, value: number): number;
  or(index: number, value: number): number;
  xor(index: number, value: number): number;
  exchange(index: number, value: number): number;
  /** Gives what the word held: the exchange took place when that is `expected`. */
  compareExchange(index: number, expected: number, value: number): number;
  /** Changes one word, then gives what the other holds: two operations for the price of one call. */
  storeThenLoad(index: number, value: number, other: number): number;
  /** Sleeps until it is notified, unless the word holds something else. Throws where threads may not block. */
  wait(index: number, expected: number, timeoutMs: number): WaitResult;
  /** The same as a promise, where the thread may not block. */
  waitAsync(index: number, expected: number, timeoutMs: number): WaitResult | Promise<WaitResult>;
  /** Wakes as many as `count`, those that wait longest first, and gives how many that were. */
  notify(index: number, count: number): number;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** How often it is worth looking at a word again before sleeping: 0 on one core. */
  spinLimit(): number;
  /** Between two looks. */
  spinHint(): void;
  /** Lets time go by without a look at memory: about 25 ns for each turn. */
  pauseFor(turns: number): void;
}
