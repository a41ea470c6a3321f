/** `#atomics` over the shared memory: a small WebAssembly module where there is one, the engine's own `Atomics` else. Chosen once, at first use. */

import type { WaitResult } from "./atomics.ts";
import { wasmBytes } from "./atomics-wasm.generated.ts";
import { shareable, words } from "./shared-memory.ts";
import { instantiate, isWasmMemory } from "./web-assembly.ts";

/** What is worth a call into WebAssembly: V8 calls its own `Atomics` as functions, at twice to three times the price. */
interface WordOperations {
  load(index: number): number;
  store(index: number, value: number): void;
  add(index: number, value: number): number;
  sub(index: number, value: number): number;
  and(index: number, value: number): number;
  or(index: number, value: number): number;
  xor(index: number, value: number): number;
  exchange(index: number, value: number): number;
  compareExchange(index: number, expected: number, value: number): number;
  storeThenLoad(index: number, value: number, other: number): number;
}

/** The same by the engine's `Atomics`. */
const plain: WordOperations = {
  load: (index) => Atomics.load(words(), index),
  store: (index, value) => void Atomics.store(words(), index, value),
  add: (index, value) => Atomics.add(words(), index, value),
  sub: (index, value) => Atomics.sub(words(), index, value),
  and: (index, value) => Atomics.and(words(), index, value),
  or: (index, value) => Atomics.or(words(), index, value),
  xor: (index, value) => Atomics.xor(words(), index, value),
  exchange: (index, value) => Atomics.exchange(words(), index, value),
  compareExchange: (index, expected, value) => Atomics.compareExchange(words(), index, expected, value),
  storeThenLoad: (index, value, other) => {
    Atomics.store(words(), index, value);
    return Atomics.load(words(), other);
  },
};

/** Stands there until the first use, so that importing does nothing. */
const atFirstUse: WordOperations = {
  load: (index) => choose().load(index),
  store: (index, value) => choose().store(index, value),
  add: (index, value) => choose().add(index, value),
  sub: (index, value) => choose().sub(index, value),
  and: (index, value) => choose().and(index, value),
  or: (index, value) => choose().or(index, value),
  xor: (index, value) => choose().xor(index, value),
  exchange: (index, value) => choose().exchange(index, value),
  compareExchange: (index, expected, value) => choose().compareExchange(index, expected, value),
  storeThenLoad: (index, value, other) => choose().storeThenLoad(index, value, other),
};

let chosen = atFirstUse;

/** Where this thread tells what it sleeps on: a word of its record; 0 until it has one. */
let sleepWord = 0;

let spins = -1;

export function load(index: number): number {
  return chosen.load(index);
}

export function store(index: number, value: number): void {
  chosen.store(index, value);
}

export function add(index: number, value: number): number {
  return chosen.add(index, value);
}

export function sub(index: number, value: number): number {
  return chosen.sub(index, value);
}

export function and(index: number, value: number): number {
  return chosen.and(index, value);
}

export function or(index: number, value: number): number {
  return chosen.or(index, value);
}

export function xor(index: number, value: number): number {
  return chosen.xor(index, value);
}

export function exchange(index: number, value: number): number {
  return chosen.exchange(index, value);
}

export function compareExchange(index: number, expected: number, value: number): number {
  return chosen.compareExchange(index, expected, value);
}

export function storeThenLoad(index: number, value: number, other: number): number {
  return chosen.storeThenLoad(index, value, other);
}

export function wait(index: number, expected: number, timeoutMs: number): WaitResult {
  if (sleepWord !== 0) chosen.store(sleepWord, index);
  return Atomics.wait(words(), index, expected, timeoutMs);
}

export function waitAsync(index: number, expected: number, timeoutMs: number): WaitResult | Promise<WaitResult> {
  const { waitAsync: native } = Atomics as { readonly waitAsync?: NativeWaitAsync };
  if (native === undefined) return looking(index, expected, timeoutMs);
  return native(words(), index, expected, timeoutMs).value;
}

export function notify(index: number, count: number): number {
  return Atomics.notify(words(), index, count);
}

export function now(): number {
  return clock.performance.now();
}

export function spinLimit(): number {
  if (spins < 0) spins = coreCount() > 1 ? spinsOnSeveralCores : 0;
  return spins;
}

export function spinHint(): void {
  pause?.();
}

export function pauseFor(turns: number): void {
  if (pause === undefined) for (let left = turns * stepsOfPause; left > 0; left--);
  else for (let left = turns; left > 0; left--) pause();
}

/** From now on, `wait` writes the word that it sleeps on to this one. */
export function tellSleepAt(index: number): void {
  sleepWord = index;
}

/** Whether WebAssembly does the work: for reports. */
export function usesWebAssembly(): boolean {
  if (chosen === atFirstUse) choose();
  return chosen !== plain;
}

/** About as long as the engine takes to put a thread to sleep and to wake it. */
const spinsOnSeveralCores = 100;

/** So many steps of an empty loop take as long as the processor's own pause. */
const stepsOfPause = 50;

/** A pause that no notification can shorten, where `Atomics.waitAsync` is missing. */
const lookEveryMs = 2;

/** ES2024. */
type NativeWaitAsync = (
  words: Int32Array,
  index: number,
  expected: number,
  timeoutMs: number,
) => { readonly async: boolean; readonly value: WaitResult | Promise<WaitResult> };

/** Globals that every engine has and the language's own library does not declare. */
const clock = globalThis as unknown as {
  readonly performance: { now(): number };
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown;
};

/** ES2026: tells the core that this is a loop of looks. */
const { pause } = Atomics as { readonly pause?: () => void };

function choose(): WordOperations {
  const memory = shareable();
  const exports = isWasmMemory(memory) ? instantiate(wasmBytes, memory) : undefined;
  chosen = exports === undefined ? plain : (exports as WordOperations);
  return chosen;
}

/** Looks at the word every other millisecond: only in engines from before 2024. */
async function looking(index: number, expected: number, timeoutMs: number): Promise<WaitResult> {
  const end = now() + timeoutMs;
  if (load(index) !== expected) return "not-equal";
  while (load(index) === expected) {
    if (now() >= end) return "timed-out";
    await new Promise<void>((resolve) => {
      clock.setTimeout(resolve, lookEveryMs);
    });
  }
  return "ok";
}

interface CountsCores {
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly process?: { readonly getBuiltinModule?: (name: string) => { availableParallelism(): number } | undefined };
}

function coreCount(): number {
  const { navigator, process } = globalThis as CountsCores;
  return process?.getBuiltinModule?.("node:os")?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 2;
}
