/** Random sequences of borrows, maps, splits and releases do what a plain model of one cell says. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { BorrowError, BorrowMutError, drop, RefCell, RefGuard, RefMutGuard } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { sequences } from "../sequences.ts";

leavesNothingAlive();

interface Worlds {
  readonly cell: RefCell<number>;
  readonly readers: RefGuard<number>[];
  readonly writers: RefMutGuard<number>[];
  /** What the model says is in the cell. */
  content: number;
}

type Operation = (worlds: Worlds, pick: number) => void;

const operations: Readonly<Record<string, Operation>> = {
  borrow: (worlds) => {
    if (worlds.writers.length > 0) expect(caught(() => worlds.cell.borrow())).toBeInstanceOf(BorrowError);
    else worlds.readers.push(worlds.cell.borrow());
  },
  tryBorrow: (worlds) => {
    const guard = worlds.cell.tryBorrow();
    expect(guard === undefined).toBe(worlds.writers.length > 0);
    if (guard !== undefined) worlds.readers.push(guard);
  },
  borrowMut: (worlds) => {
    if (isBorrowed(worlds)) expect(caught(() => worlds.cell.borrowMut())).toBeInstanceOf(BorrowMutError);
    else worlds.writers.push(worlds.cell.borrowMut());
  },
  tryBorrowMut: (worlds) => {
    const guard = worlds.cell.tryBorrowMut();
    expect(guard === undefined).toBe(isBorrowed(worlds));
    if (guard !== undefined) worlds.writers.push(guard);
  },
  cloneReader: ({ readers }, pick) => {
    const guard = readers[pick % readers.length];
    if (guard !== undefined) readers.push(RefGuard.clone(guard));
  },
  mapReader: ({ readers }, pick) => {
    const guard = readers.splice(pick % (readers.length || 1), 1)[0];
    if (guard !== undefined) readers.push(RefGuard.map(guard, (value) => value));
  },
  splitReader: ({ readers }, pick) => {
    const guard = readers.splice(pick % (readers.length || 1), 1)[0];
    if (guard !== undefined) readers.push(...RefGuard.mapSplit(guard, (value) => [value, value]));
  },
  splitWriter: ({ writers }, pick) => {
    const guard = writers.splice(pick % (writers.length || 1), 1)[0];
    if (guard !== undefined) writers.push(...RefMutGuard.mapSplit(guard, (content) => [content, content]));
  },
  dropReader: ({ readers }, pick) => {
    drop(readers.splice(pick % (readers.length || 1), 1));
  },
  dropWriter: ({ writers }, pick) => {
    drop(writers.splice(pick % (writers.length || 1), 1));
  },
  write: (worlds, pick) => {
    const guard = worlds.writers[pick % worlds.writers.length];
    if (guard === undefined) return;
    guard.value = pick;
    worlds.content = pick;
  },
  replace: (worlds, pick) => {
    if (isBorrowed(worlds)) {
      expect(caught(() => worlds.cell.replace(pick))).toBeInstanceOf(BorrowMutError);
      return;
    }
    expect(worlds.cell.replace(pick)).toBe(worlds.content);
    worlds.content = pick;
  },
  with: (worlds) => {
    if (worlds.writers.length > 0) expect(caught(() => worlds.cell.with(String))).toBeInstanceOf(BorrowError);
    else expect(worlds.cell.with((value) => value)).toBe(worlds.content);
  },
  withMut: (worlds) => {
    if (isBorrowed(worlds)) {
      expect(caught(() => worlds.cell.withMut(String))).toBeInstanceOf(BorrowMutError);
      return;
    }
    worlds.cell.withMut((content) => {
      content.value += 1;
    });
    worlds.content += 1;
  },
};

test("a cell lends as the model does: many readers or one writer", () => {
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
      const worlds: Worlds = { cell: RefCell.new(0), readers: [], writers: [], content: 0 };
      fc.modelRun(() => ({ model: {}, real: worlds }), run);
      drop([...worlds.readers, ...worlds.writers]);
      expect(worlds.cell.intoInner()).toBe(worlds.content);
    }),
    { numRuns: sequences },
  );
});

function isBorrowed({ readers, writers }: Worlds): boolean {
  return readers.length + writers.length > 0;
}

function agree({ readers, writers, content }: Worlds): void {
  const seen = [...readers, ...writers].map((guard) => guard.value);
  if (seen.some((value) => value !== content)) expect(seen).toEqual(seen.map(() => content));
}
