/** Waits for several channels at once: crossbeam's `select!`. */

import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { nameOf } from "../internal/misuse.ts";
import { currentSlot } from "../internal/thread-id.ts";
import type { ActiveArm, Arm, ArmResult } from "./arm.ts";
import type { WaitOptions } from "../sync/async-wait.ts";
import { promiseFor } from "./async-attempt.ts";
import { observeUntil } from "./observe-until.ts";

/**
 * Waits until one of the arms can receive or send, does that, and gives what the arm's function gives. When several could, chance decides.
 * An arm that receives is ready, too, when there will be no message: its function is told by `done`. One that sends throws `SendError` then.
 *
 * Danger: it blocks the thread.
 *
 * Cost: about 1 µs, and as much for each arm. Throws `MisuseError` without an arm, and where the thread may not block: use `selectAsync` there.
 *
 * Source: `crossbeam_channel::select!`.
 *
 * @example
 * ```ts
 * import { channel, select } from "freehold";
 * const [words, receiveWords] = channel<string>();
 * const [counts, receiveCounts] = channel<number>();
 * counts.send(3);
 * const line = select([
 *   receiveWords.arm(({ value }) => `a word: ${value}`),
 *   receiveCounts.arm(({ value }) => `a count: ${value}`),
 * ]);
 * assert.equal(line, "a count: 3");
 * for (const handle of [words, counts, receiveWords, receiveCounts]) handle[Symbol.dispose]();
 * ```
 */
export function select<A extends Arm<unknown>>(arms: readonly A[]): ArmResult<A> {
  return run("select", arms, Infinity)!.result as ArmResult<A>;
}

/**
 * The same if one of the arms is ready at once; else `undefined`: `default =>` in crossbeam's `select!`. Never blocks.
 *
 * Cost: about 0.5 µs, and as much for each arm. Throws `MisuseError` without an arm.
 *
 * Source: `crossbeam_channel::Select::try_select`.
 *
 * @example
 * ```ts
 * import { never, trySelect } from "freehold";
 * using receiver = never();
 * assert.equal(trySelect([receiver.arm(() => "not now")]), undefined);
 * ```
 */
export function trySelect<A extends Arm<unknown>>(arms: readonly A[]): ArmResult<A> | undefined {
  return run("trySelect", arms, 0)?.result as ArmResult<A> | undefined;
}

/**
 * The same, but `undefined` when no arm is ready within `timeoutMs`: `default(timeout) =>` in crossbeam's `select!`.
 *
 * Cost: as `select`. Throws `MisuseError` without an arm, and where the thread may not block.
 *
 * Source: `crossbeam_channel::Select::select_timeout`.
 *
 * @example
 * ```ts
 * import { never, selectTimeout } from "freehold";
 * using receiver = never();
 * assert.equal(selectTimeout([receiver.arm(() => "never")], 5), undefined);
 * ```
 */
export function selectTimeout<A extends Arm<unknown>>(arms: readonly A[], timeoutMs: number): ArmResult<A> | undefined {
  return run("selectTimeout", arms, timeoutMs)?.result as ArmResult<A> | undefined;
}

/**
 * The same without blocking the thread. Rejects with the signal's reason or `TimeoutError` when that comes first; then nothing was received or sent.
 *
 * Cost: as `select`, and a promise. Rejects with `MisuseError` without an arm.
 *
 * Source: `crossbeam_channel::select!`, for promises.
 *
 * @example
 * ```ts
 * import { after, selectAsync } from "freehold";
 * using timer = after(5);
 * assert.equal(await selectAsync([timer.arm(() => "5 ms later")]), "5 ms later");
 * ```
 */
export async function selectAsync<A extends Arm<unknown>>(arms: readonly A[], options?: WaitOptions): Promise<ArmResult<A>> {
  const active = beginAll("selectAsync", arms);
  const chosen = await promiseFor<() => unknown>(
    {
      watches: active.flatMap(({ watches }) => watches),
      readyAt: () => Math.min(...active.map(({ readyAt }) => readyAt())),
      announce: () => active.forEach(({ announce }) => announce()),
      make: () => {
        const then = attemptOne(active);
        return then === undefined ? undefined : { value: then };
      },
      giveUp: () => undefined,
      end: () => finishAll(active),
    },
    options,
  );
  return chosen() as ArmResult<A>;
}

/** The arm's function runs when all arms are finished: it may use their handles as it likes. */
function run(called: string, arms: readonly Arm<unknown>[], timeoutMs: number): { readonly result: unknown } | undefined {
  expectArms(called, arms);
  if (timeoutMs > 0 && !mayBlock()) throw new MisuseError(`this thread may not block, and \`${called}\` would: use \`selectAsync\``);
  const active = beginAll(called, arms);
  let then: (() => unknown) | undefined;
  try {
    then = observeUntil(currentSlot(), active, timeoutMs, () => attemptOne(active));
  } finally {
    finishAll(active);
  }
  return then === undefined ? undefined : { result: then() };
}

/** All, or none. */
function beginAll(called: string, arms: readonly Arm<unknown>[]): readonly ActiveArm<unknown>[] {
  expectArms(called, arms);
  const active: ActiveArm<unknown>[] = [];
  try {
    for (const arm of arms) active.push(arm.begin());
  } catch (error) {
    finishAll(active);
    throw error;
  }
  return active;
}

function expectArms(called: string, arms: unknown): void {
  const isArm = (arm: unknown) => typeof (arm as Partial<Arm<unknown>> | null | undefined)?.begin === "function";
  if (Array.isArray(arms) && arms.length > 0 && arms.every(isArm)) return;
  const given = Array.isArray(arms) ? "an array of something else" : nameOf(arms);
  throw new MisuseError(`\`${called}\` needs an array of arms and was given ${given}: make them with \`receiver.arm\` and \`sender.arm\``);
}

/** Begins with one that chance names, so that no arm is always passed over. */
function attemptOne(active: readonly ActiveArm<unknown>[]): (() => unknown) | undefined {
  const first = Math.floor(Math.random() * active.length);
  for (let index = 0; index < active.length; index++) {
    const then = active[(first + index) % active.length]!.attempt();
    if (then !== undefined) return then;
  }
  return undefined;
}

function finishAll(active: readonly ActiveArm<unknown>[]): void {
  for (const { finish } of active) finish();
}
