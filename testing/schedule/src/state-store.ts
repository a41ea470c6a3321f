/** The states that were met, each once, in the order in which they were met: an open hash table over rows of numbers. */

import type { Row } from "./state.ts";

export interface StateStore {
  readonly stride: number;
  count: number;
  rows: Int32Array;
  /** Of each state: the state it was first reached from, and by which move. */
  parents: Int32Array;
  moves: Int32Array;
  /** State + 1 by hash; 0 is free. At most half full. */
  table: Int32Array;
}

export function emptyStore(stride: number): StateStore {
  const room = 1024;
  return {
    stride,
    count: 0,
    rows: new Int32Array(room * stride),
    parents: new Int32Array(room),
    moves: new Int32Array(room),
    table: new Int32Array(4 * room),
  };
}

/** The state's number; a new one if it is `store.count - 1` and was not there before the call. */
export function insert(store: StateStore, row: Row, parent: number, move: number): number {
  const mask = store.table.length - 1;
  let at = hash(row) & mask;
  for (let entry = store.table[at] ?? 0; entry !== 0; entry = store.table[at] ?? 0) {
    if (isRow(store, entry - 1, row)) return entry - 1;
    at = (at + 1) & mask;
  }
  const state = store.count;
  if (state === store.parents.length) {
    grow(store);
    return insert(store, row, parent, move);
  }
  store.table[at] = state + 1;
  store.rows.set(row, state * store.stride);
  store.parents[state] = parent;
  store.moves[state] = move;
  store.count += 1;
  return state;
}

export function copyRow(store: StateStore, state: number, into: Row): void {
  const start = state * store.stride;
  for (let index = 0; index < store.stride; index++) into[index] = store.rows[start + index] ?? 0;
}

function isRow(store: StateStore, state: number, row: Row): boolean {
  const start = state * store.stride;
  for (let index = 0; index < store.stride; index++) if (store.rows[start + index] !== row[index]) return false;
  return true;
}

function hash(row: Row): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < row.length; index++) {
    mixed = Math.imul(mixed ^ (row[index] ?? 0), 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}

function grow(store: StateStore): void {
  store.rows = grown(store.rows);
  store.parents = grown(store.parents);
  store.moves = grown(store.moves);
  store.table = new Int32Array(2 * store.table.length);
  const mask = store.table.length - 1;
  for (let state = 0; state < store.count; state++) {
    let at = hash(store.rows.subarray(state * store.stride, (state + 1) * store.stride)) & mask;
    while (store.table[at] !== 0) at = (at + 1) & mask;
    store.table[at] = state + 1;
  }
}

function grown(numbers: Int32Array): Int32Array {
  const more = new Int32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
