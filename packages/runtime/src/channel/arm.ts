/** One of the things that `select` waits for: what `receiver.arm` and `sender.arm` give. */

import type { Watched } from "./observe-until.ts";

/**
 * One of the things that `select` waits for. It is used once.
 *
 * @example
 * ```ts
 * import { channel, select, type Arm } from "freehold";
 * const [tx, rx] = channel<number>();
 * using sender = tx;
 * using receiver = rx;
 * sender.send(1);
 * const arm: Arm<number> = receiver.arm((message) => message.value ?? 0);
 * assert.equal(select([arm]), 1);
 * ```
 */
export interface Arm<R> {
  /** @internal Ends in `finish`. Throws when it cannot even begin. */
  begin(): ActiveArm<R>;
}

/** What the function of such an arm gives. */
export type ArmResult<A> = A extends Arm<infer R> ? R : never;

/** An arm of a `select` that runs. */
export interface ActiveArm<R> extends Watched {
  /** Receives or sends if that can be done at once, and gives what is to be run then. */
  readonly attempt: () => (() => R) | undefined;
  /** Whether it was chosen or not. */
  readonly finish: () => void;
}
