/**
 * A state of the whole program as a row of numbers, so that millions of them can be told apart quickly.
 *
 * | numbers | what |
 * |---|---|
 * | 1 | what is left of the budgets of kills, spurious wakes and time-outs, eight bits each |
 * | 2 for each thread | its position (0: has not begun), and its place among those who wait for the same word (0: awake) |
 * | 1 for each word | how it differs from its initial value, so that a word that nobody touched needs no place |
 * | 1 for each ghost | its value |
 */

import { nameOf, type Program } from "./program.ts";

export type Row = Int32Array;

export interface Layout {
  readonly stride: number;
  readonly threads: number;
  readonly words: number;
  readonly ghosts: number;
  readonly firstWord: number;
  readonly firstGhost: number;
  /** Where in a row a word is; grows as words are touched. */
  readonly slots: Map<number, number>;
  readonly initial: ReadonlyMap<number, number>;
}

export interface Budgets {
  readonly kills: number;
  readonly spurious: number;
  readonly timeouts: number;
}

/** The threads of the program, and a supervisor for each kill. */
export function layoutOf(program: Program, kills: number, words: number): Layout {
  const supervisors = program.recover === undefined ? 0 : kills;
  const threads = program.threads.length + supervisors;
  const firstWord = 1 + 2 * threads;
  const firstGhost = firstWord + words;
  const ghosts = program.ghosts.length;
  return { stride: firstGhost + ghosts, threads, words, ghosts, firstWord, firstGhost, slots: new Map(), initial: program.memory };
}

/** More words were touched than the rows have room for. */
export class TooManyWords extends Error {
  override name = "TooManyWords";
}

export function wordIn(layout: Layout, row: Row, address: number): number {
  const slot = layout.slots.get(address);
  const initial = layout.initial.get(address) ?? 0;
  return slot === undefined ? initial : (row[slot] ?? 0) ^ initial;
}

export function setWord(layout: Layout, row: Row, address: number, value: number): void {
  row[slotOf(layout, address)] = value ^ (layout.initial.get(address) ?? 0);
}

export function positionIn(row: Row, thread: number): number {
  return row[1 + 2 * thread] ?? 0;
}

export function setPosition(row: Row, thread: number, position: number): void {
  row[1 + 2 * thread] = position;
}

/** 0 while it is awake; else 1 for who has waited longest for its word. */
export function placeInQueue(row: Row, thread: number): number {
  return row[2 + 2 * thread] ?? 0;
}

export function setPlaceInQueue(row: Row, thread: number, place: number): void {
  row[2 + 2 * thread] = place;
}

export function ghostIn(layout: Layout, row: Row, ghost: number): number {
  return row[layout.firstGhost + ghost] ?? 0;
}

export function setGhost(layout: Layout, row: Row, ghost: number, value: number): void {
  row[layout.firstGhost + ghost] = value;
}

export type Budget = keyof Budgets;

const shifts = { kills: 0, spurious: 8, timeouts: 16 } as const;

export function left(row: Row, budget: Budget): number {
  return ((row[0] ?? 0) >> shifts[budget]) & 0xff;
}

export function spend(row: Row, budget: Budget): void {
  row[0] = (row[0] ?? 0) - (1 << shifts[budget]);
}

export function packBudgets(budgets: Budgets): number {
  return budgets.kills | (budgets.spurious << shifts.spurious) | (budgets.timeouts << shifts.timeouts);
}

/** Every word and ghost that is not what it was, for people. */
export function printRow(program: Program, layout: Layout, row: Row): string {
  const words = [...layout.slots.keys()].map((address) => `${nameOf(program, address)} ${wordIn(layout, row, address)}`);
  const ghosts = program.ghosts.map(({ name }, index) => `${name} ${ghostIn(layout, row, index)}`);
  return [...words, ...ghosts].join(", ");
}

function slotOf(layout: Layout, address: number): number {
  const known = layout.slots.get(address);
  if (known !== undefined) return known;
  if (layout.slots.size === layout.words) throw new TooManyWords();
  const slot = layout.firstWord + layout.slots.size;
  layout.slots.set(address, slot);
  return slot;
}
