/** Random sequences of operations on owners and weak handles do what a plain model of counts says. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { drop, Rc, type Weak } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { sequences } from "../sequences.ts";

leavesNothingAlive();

/** What std's documentation says of one allocation. */
interface Allocation {
  readonly name: string;
  strong: number;
  weak: number;
}

/** Both worlds at once: index by index, a handle and the allocation that the model says it belongs to. */
interface Worlds {
  readonly rcs: { readonly handle: Rc<Noisy>; allocation: Allocation }[];
  readonly weaks: { readonly handle: Weak<Noisy>; readonly allocation: Allocation }[];
  /** What destructors said, and what the model says they must have. */
  readonly said: string[];
  readonly expected: string[];
}

type Operation = (worlds: Worlds, pick: number) => void;

const operations: Readonly<Record<string, Operation>> = {
  new: ({ rcs, said }) => {
    const allocation = { name: `value ${rcs.length}`, strong: 1, weak: 0 };
    rcs.push({ handle: Rc.new(new Noisy(allocation.name, said)), allocation });
  },
  clone: ({ rcs }, pick) => {
    const rc = rcs[pick % rcs.length];
    if (rc === undefined) return;
    rc.allocation.strong += 1;
    rcs.push({ handle: rc.handle.clone(), allocation: rc.allocation });
  },
  drop: (worlds, pick) => {
    const [rc] = worlds.rcs.splice(pick % (worlds.rcs.length || 1), 1);
    if (rc === undefined) return;
    drop(rc.handle);
    countDown(worlds, rc.allocation);
  },
  dropTwice: (worlds, pick) => {
    const [rc] = worlds.rcs.splice(pick % (worlds.rcs.length || 1), 1);
    if (rc === undefined) return;
    rc.handle[Symbol.dispose]();
    rc.handle[Symbol.dispose]();
    countDown(worlds, rc.allocation);
  },
  downgrade: ({ rcs, weaks }, pick) => {
    const rc = rcs[pick % rcs.length];
    if (rc === undefined) return;
    rc.allocation.weak += 1;
    weaks.push({ handle: Rc.downgrade(rc.handle), allocation: rc.allocation });
  },
  cloneWeak: ({ weaks }, pick) => {
    const weak = weaks[pick % weaks.length];
    if (weak === undefined) return;
    weak.allocation.weak += 1;
    weaks.push({ handle: weak.handle.clone(), allocation: weak.allocation });
  },
  upgrade: ({ rcs, weaks }, pick) => {
    const weak = weaks[pick % weaks.length];
    if (weak === undefined) return;
    const handle = weak.handle.upgrade();
    expect(handle !== undefined).toBe(weak.allocation.strong > 0);
    if (handle === undefined) return;
    weak.allocation.strong += 1;
    rcs.push({ handle, allocation: weak.allocation });
  },
  dropWeak: ({ weaks }, pick) => {
    const [weak] = weaks.splice(pick % (weaks.length || 1), 1);
    if (weak === undefined) return;
    drop(weak.handle);
    weak.allocation.weak -= 1;
  },
  tryUnwrap: ({ rcs, said, expected }, pick) => {
    const index = pick % (rcs.length || 1);
    const rc = rcs[index];
    if (rc === undefined) return;
    const value = Rc.tryUnwrap(rc.handle);
    expect(value?.name).toBe(rc.allocation.strong === 1 ? rc.allocation.name : undefined);
    if (value === undefined) return;
    rcs.splice(index, 1);
    rc.allocation.strong = 0;
    expect(said).toEqual(expected);
    drop(value);
    expected.push(rc.allocation.name);
  },
  intoInner: (worlds, pick) => {
    const [rc] = worlds.rcs.splice(pick % (worlds.rcs.length || 1), 1);
    if (rc === undefined) return;
    const value = Rc.intoInner(rc.handle);
    expect(value?.name).toBe(rc.allocation.strong === 1 ? rc.allocation.name : undefined);
    drop(value);
    countDown(worlds, rc.allocation);
  },
  getMut: ({ rcs }, pick) => {
    const rc = rcs[pick % rcs.length];
    if (rc === undefined) return;
    const sole = rc.allocation.strong === 1 && rc.allocation.weak === 0;
    expect(Rc.getMut(rc.handle)?.value.name).toBe(sole ? rc.allocation.name : undefined);
  },
  makeMut: ({ rcs }, pick) => {
    const rc = rcs[pick % rcs.length];
    if (rc === undefined) return;
    const before = rc.allocation;
    if (before.strong > 1) {
      before.strong -= 1;
      rc.allocation = { name: `clone of ${before.name}`, strong: 1, weak: 0 };
    } else if (before.weak > 0) {
      before.strong = 0;
      rc.allocation = { name: before.name, strong: 1, weak: 0 };
    }
    expect(Rc.makeMut(rc.handle).value.name).toBe(rc.allocation.name);
  },
};

test("owners and weak handles count as the model does, and drop their value exactly when it says", () => {
  const commands = Object.entries(operations).map(([name, operation]) =>
    fc.nat(20).map((pick) => ({
      check: () => true,
      run: (_model: object, worlds: Worlds) => {
        operation(worlds, pick);
        agree(worlds);
      },
      toString: () => `${name}(${pick})`,
    })),
  );
  fc.assert(
    fc.property(fc.commands<object, Worlds>(commands, { maxCommands: 40, size: "max" }), (run) => {
      const worlds: Worlds = { rcs: [], weaks: [], said: [], expected: [] };
      fc.modelRun(() => ({ model: {}, real: worlds }), run);
      for (const { handle } of [...worlds.rcs, ...worlds.weaks]) drop(handle);
    }),
    { numRuns: sequences },
  );
});

function countDown({ expected }: Worlds, allocation: Allocation): void {
  allocation.strong -= 1;
  if (allocation.strong === 0) expected.push(allocation.name);
}

function agree({ rcs, weaks, said, expected }: Worlds): void {
  for (const { handle, allocation } of rcs) {
    if (handle.get().name !== allocation.name || Rc.strongCount(handle) !== allocation.strong || Rc.weakCount(handle) !== allocation.weak) {
      expect([handle.get().name, Rc.strongCount(handle), Rc.weakCount(handle)]).toEqual([
        allocation.name,
        allocation.strong,
        allocation.weak,
      ]);
    }
  }
  for (const { handle, allocation } of weaks) {
    const weak = allocation.strong === 0 ? 0 : allocation.weak;
    if (handle.strongCount() !== allocation.strong || handle.weakCount() !== weak) {
      expect([handle.strongCount(), handle.weakCount()]).toEqual([allocation.strong, weak]);
    }
  }
  if (said.join() !== expected.join()) expect(said).toEqual(expected);
}
