/** Messages that no thread of ours sent: each gives an error or a handle of what lives there, and never a look beyond the memory. */

import { expect, test } from "vitest";
import { Arc, Mutex, FreeholdError, RwLock, OnceLock, Barrier, drop } from "freehold";
import { handleFromWire } from "../../src/internal/shareable.ts";
import { caught } from "../caught.ts";

const tags = [
  "Mutex",
  "RwLock",
  "Arc",
  "ArcWeak",
  "Once",
  "OnceLock",
  "LazyLock",
  "Condvar",
  "Barrier",
  "Semaphore",
  "AtomicI32",
  "AtomicI64",
];

const odd: readonly unknown[] = [undefined, null, -1, 0.5, Number.NaN, Infinity, 2 ** 31, 2 ** 53, "0", "[]", "{", '[["x",false]]', [], {}];

test("a hundred thousand random ones are refused or harmless", () => {
  const living = [Mutex.new(1), Mutex.new({ x: 1 }), RwLock.new("text"), Arc.new(1), OnceLock.from(1), Barrier.new(1)];
  let seed = 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 8) % below;
  };
  const part = (numbers: () => number) => (next(4) === 0 ? odd[next(odd.length)] : numbers());
  const wrong: unknown[] = [];
  for (let count = 0; count < 100_000; count++) {
    const wire =
      next(10) === 0
        ? odd[next(odd.length)]
        : {
            address: part(() => next(2 ** 20) * 64),
            // No generation is as high: nothing is found by chance, and no count of what lives goes wrong.
            generation: part(() => 2 ** 22 + next(1000)),
            layout: part(() => next(10)),
            handle: part(() => next(10)),
          };
    const error = caught(() => handleFromWire(tags[next(tags.length)]!, wire));
    if (!(error instanceof FreeholdError)) wrong.push([wire, error]);
  }
  expect(wrong).toEqual([]);
  drop(living);
});
