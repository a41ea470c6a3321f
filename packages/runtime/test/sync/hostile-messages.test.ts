/** Messages that no thread of ours sent: each gives an error or a handle of what lives there, and never a look beyond the memory. */

import { expect, test } from "vitest";
import {
  Arc,
  AtomicBool,
  AtomicI32,
  AtomicI64,
  AtomicU32,
  Barrier,
  channel,
  Condvar,
  drop,
  FreeholdError,
  LazyLock,
  MisuseError,
  Mutex,
  Once,
  OnceLock,
  RwLock,
  Semaphore,
} from "freehold";
import { handleFromWire, shareableOf } from "../../src/internal/shareable.ts";
import { caught } from "../caught.ts";

const tags = [
  "Arc",
  "ArcWeak",
  "AtomicBool",
  "AtomicI32",
  "AtomicI64",
  "AtomicU32",
  "Barrier",
  "Condvar",
  "LazyLock",
  "Mutex",
  "Once",
  "OnceLock",
  "Receiver",
  "RwLock",
  "Semaphore",
  "Sender",
];

const odd: readonly unknown[] = [undefined, null, -1, 0.5, Number.NaN, Infinity, 2 ** 31, 2 ** 53, "0", "[]", "{", '[["x",false]]', [], {}];

test("a million random ones are refused", { timeout: 300_000 }, () => {
  const living = [Mutex.new(1), Mutex.new({ x: 1 }), RwLock.new("text"), Arc.new(1), OnceLock.from(1), Barrier.new(1)];
  let seed = 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 8) % below;
  };
  const part = (numbers: () => number) => (next(4) === 0 ? odd[next(odd.length)] : numbers());
  const wrong: unknown[] = [];
  for (let count = 0; count < 1_000_000; count++) {
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

test("a handle of one class is none of another", () => {
  const arc = Arc.new(1);
  const [sender, receiver] = channel<number>();
  const living = [
    arc,
    Arc.downgrade(arc),
    AtomicBool.new(true),
    AtomicI32.new(1),
    AtomicI64.new(1n),
    AtomicU32.new(1),
    Barrier.new(1),
    Condvar.new(),
    LazyLock.new(() => 1),
    Mutex.new(1),
    Once.new(),
    OnceLock.from(1),
    receiver,
    RwLock.new(1),
    Semaphore.new(1),
    sender,
  ];
  for (const handle of living) {
    const { tag, toWire, fromWire } = shareableOf(handle)!;
    const wire = toWire(handle);
    for (const other of tags) {
      // A `LazyLock` is a `OnceLock` that is full when it is sent.
      if (other === tag || [tag, other].toSorted().join() === "LazyLock,OnceLock") continue;
      expect(() => handleFromWire(other, wire), `${tag} read as ${other}`).toThrow(MisuseError);
    }
    drop(fromWire(wire));
  }
  drop(living);
});
