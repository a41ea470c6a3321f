/** The operations of the parts of channels, one by one. */

import { load, or, store } from "../src/atomics.ts";
import * as gate from "../../../packages/runtime/src/channel/gate.ts";
import type { Gate } from "../../../packages/runtime/src/channel/gate.ts";
import { observeUntil } from "../../../packages/runtime/src/channel/observe-until.ts";
import * as observer from "../../../packages/runtime/src/channel/observer.ts";
import { advance, forget, GONE, newRingEnd, reserve, SHARED, withdraw, type RingEnd } from "../../../packages/runtime/src/channel/ring.ts";
import { waitAtGate } from "../../../packages/runtime/src/channel/wait-at-gate.ts";
import { control } from "../../../packages/runtime/src/internal/memory-map.ts";
import { WAITING } from "../../../packages/runtime/src/sync/lock-word.ts";
import type { Contract } from "./proof.ts";

const one: Gate = { watch: 0, epoch: 1, wakes: 1 };
const all: Gate = { ...one, wakes: Infinity };

const closed = 0x800;
const observed = 1 << observer.observerShift;

export const gateContracts: readonly Contract[] = [
  {
    title: "who enters a gate leaves a ticket",
    code: () => gate.enterGate(one),
    memory: { 1: 7 },
    operations: ["load(1)", "load(word)", "add(word, 1)"],
    gives: 7,
  },
  {
    title: "the last of as many tickets as there can be threads",
    code: () => gate.enterGate(one),
    memory: { 0: closed | 255 },
    operations: ["load(1)", "load(word)", "add(word, 1)"],
  },
  { title: "there are never more", code: () => gate.enterGate(one), memory: { 0: closed | 256 }, operations: ["load(1)", "load(word)"] },
  { title: "it sleeps at the epoch", code: () => gate.sleepAtGate(one, 0, 5), operations: ["wait(1, 0, 5 ms)"], gives: "timed-out" },
  { title: "a change costs a look when nobody waits", code: () => gate.openGate(one), operations: ["load(word)"], gives: false },
  { title: "and nothing when that look was had already", code: () => gate.openWatched(one, 0), operations: [], gives: false },
  {
    title: "it takes one ticket, and wakes one",
    code: () => gate.openGate(one),
    memory: { 0: 3 },
    operations: ["load(word)", "load(word)", "compareExchange(word, 3, 2)", "add(1, 1)", "notify(1, 1)"],
    gives: false,
  },
  {
    title: "or takes all, and wakes all",
    code: () => gate.openGate(all),
    memory: { 0: 3 },
    operations: ["load(word)", "load(word)", "compareExchange(word, 3, 0)", "add(1, 1)", "notify(1, all)"],
    gives: false,
  },
  {
    title: "who observes is woken, and observes no more",
    code: () => gate.openGate(one),
    memory: { 0: observed },
    operations: [
      "load(word)",
      "load(word)",
      `compareExchange(word, ${observed}, 0)`,
      `add(${control.observers}, 1)`,
      `notify(${control.observers}, all)`,
    ],
    gives: false,
  },
  {
    title: "a closed gate says so",
    code: () => gate.openGate(one),
    memory: { 0: closed },
    operations: ["load(word)", "load(word)"],
    gives: true,
  },
  {
    title: "also to who takes a ticket",
    code: () => gate.openGate(one),
    memory: { 0: closed | 2 },
    operations: ["load(word)", "load(word)", `compareExchange(word, ${closed | 2}, ${closed | 1})`, "add(1, 1)", "notify(1, 1)"],
    gives: true,
  },
  {
    title: "opening it wide wakes all, and leaves it closed",
    code: () => gate.openGateWide(one),
    memory: { 0: closed | observed | 3 },
    operations: [
      `and(word, ${closed})`,
      "add(1, 1)",
      "notify(1, all)",
      `add(${control.observers}, 1)`,
      `notify(${control.observers}, all)`,
    ],
  },
  { title: "closing is one operation", code: () => gate.closeGate(one), operations: [`or(word, ${closed})`] },
  {
    title: "nobody waits at a gate that is only closed",
    code: () => gate.isWatched(one),
    memory: { 0: closed },
    operations: ["load(word)"],
    gives: false,
  },
  {
    title: "somebody waits where a ticket is",
    code: () => gate.isWatched(one),
    memory: { 0: closed | 1 },
    operations: ["load(word)"],
    gives: true,
  },
];

/** Gives 7 at the attempt of this number, counted from 0. */
function atAttempt(number: number): () => number | undefined {
  let attempts = 0;
  return () => (attempts++ === number ? 7 : undefined);
}

const enters = ["load(1)", "load(word)", "add(word, 1)"];

export const waitContracts: readonly Contract[] = [
  { title: "what is there costs nothing", code: () => waitAtGate(one, { attempts: 0 }, 5, atAttempt(0)), operations: [], gives: 7 },
  { title: "before it sleeps it looks again", code: () => waitAtGate(one, { attempts: 0 }, 5, atAttempt(1)), operations: enters, gives: 7 },
  {
    title: "and when it has slept",
    code: () => waitAtGate(one, { attempts: 0 }, 5, atAttempt(2)),
    operations: [...enters, "wait(1, 0, 5 ms)"],
    gives: 7,
  },
  {
    title: "before each sleep it says that it is there",
    code: () => waitAtGate(one, { attempts: 0 }, 5, atAttempt(2), () => store(9, 1)),
    operations: [...enters, "store(9, 1)", "wait(1, 0, 5 ms)"],
  },
  {
    title: "when the time is over it looks once more, without a sleep",
    code: () => waitAtGate(one, { attempts: 0 }, 5, atAttempt(4)),
    operations: [...enters, "wait(1, 0, 5 ms)", ...enters],
    gives: 7,
  },
  {
    title: "then it gives up",
    code: () => waitAtGate(one, { attempts: 0 }, 1, atAttempt(5)),
    operations: [...enters, "wait(1, 0, 1 ms)", ...enters],
    gives: undefined,
  },
];

/** The mode is word 0, its lock 1, its position 4, that of the other end 5. */
function ringEnd(lead: number): RingEnd {
  return newRingEnd({ mode: 0, lock: 1, position: 4, other: 5, lead }, 1);
}

/** What the other end's threads wait at. */
const watch = 9;

const asks = ["load(word)", "load(4)", "load(5)"];
const locks = ["load(word)", "compareExchange(1, 0, 8)", "load(4)", "load(5)"];
const handsOver = (next: number) => [`store(4, ${next})`, `load(${watch})`];

export const ringContracts: readonly Contract[] = [
  { title: "the first look at an end reads both positions", code: () => reserve(ringEnd(2)), operations: asks, gives: "reserved" },
  {
    title: "after that, a message of a thread that is alone costs one store, and one look at who waits",
    code: () => sendTimes(2),
    operations: [...asks, ...handsOver(1), ...handsOver(2)],
    gives: "reserved",
  },
  {
    title: "when all places it knew are full it looks at the other end",
    code: () => sendTimes(3),
    operations: [...asks, ...handsOver(1), ...handsOver(2), ...asks],
    gives: "none",
  },
  {
    title: "it looks at once when it has forgotten what it knew",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      forget(end);
      return reserve(end);
    },
    operations: [...asks, ...asks],
    gives: "reserved",
  },
  {
    title: "who hands a message over is told who waits",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      return advance(end, watch);
    },
    memory: { [watch]: 7 },
    operations: [...asks, ...handsOver(1)],
    gives: 7,
  },
  {
    title: "where its segment lies is to be looked up anew",
    code: () => {
      const end = ringEnd(2);
      end.segment = 9;
      reserve(end);
      return end.segment;
    },
    operations: asks,
    gives: 0,
  },
  { title: "there is no message", code: () => reserve(ringEnd(0)), operations: asks, gives: "none" },
  {
    title: "who shares an end takes its lock",
    code: () => reserve(ringEnd(2)),
    memory: { 0: SHARED },
    operations: locks,
    gives: "reserved",
  },
  {
    title: "and lets go of it with the message",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      advance(end, watch);
    },
    memory: { 0: SHARED },
    operations: [...locks, ...handsOver(1), "and(1, 2)"],
  },
  {
    title: "one of those that wait for the lock is woken",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      or(1, WAITING);
      withdraw(end);
    },
    memory: { 0: SHARED },
    operations: [...locks, "or(1, 1)", "and(1, 2)", "notify(1, 1)", "load(3)"],
  },
  {
    title: "or without one",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      withdraw(end);
      withdraw(end);
    },
    memory: { 0: SHARED },
    operations: [...locks, "and(1, 2)"],
  },
  {
    title: "or when there is none",
    code: () => reserve(ringEnd(0)),
    memory: { 0: SHARED },
    operations: [...locks, "and(1, 2)"],
    gives: "none",
  },
  {
    title: "who shares an end asks each time",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      advance(end, watch);
      return reserve(end);
    },
    memory: { 0: SHARED },
    operations: [...locks, ...handsOver(1), "and(1, 2)", ...locks],
    gives: "reserved",
  },
  {
    title: "who was alone lets go of no lock",
    code: () => {
      const end = ringEnd(2);
      reserve(end);
      withdraw(end);
    },
    operations: asks,
  },
  {
    title: "nobody receives",
    code: () => reserve(ringEnd(1)),
    memory: { 0: GONE },
    operations: ["load(word)"],
    gives: "gone",
  },
  { title: "nobody sends any more", code: () => reserve(ringEnd(0)), memory: { 0: GONE, 4: 3, 5: 3 }, operations: asks, gives: "gone" },
  {
    title: "but there is a message still",
    code: () => reserve(ringEnd(0)),
    memory: { 0: GONE, 4: 3, 5: 4 },
    operations: asks,
    gives: "reserved",
  },
  {
    title: "positions go round",
    code: () => {
      const end = ringEnd(1);
      reserve(end);
      advance(end, watch);
      return reserve(end);
    },
    memory: { 4: 0x7fff_ffff, 5: 0x7fff_ffff },
    operations: [...asks, ...handsOver(-2_147_483_648), ...asks],
    gives: "none",
  },
];

function sendTimes(times: number): string {
  const end = ringEnd(2);
  let last = "";
  for (let left = times; left > 0; left--) {
    last = reserve(end);
    if (last === "reserved") advance(end, watch);
  }
  return last;
}

export const observerContracts: readonly Contract[] = [
  { title: "threads share the words of observers", code: () => observer.observerWord(21), operations: [], gives: control.observers + 1 },
  { title: "and their bits", code: () => observer.observerBit(21), operations: [], gives: 2 },
  { title: "there is a bit for each", code: () => observer.allObservers, operations: [], gives: 0xf_ffff },
  { title: "observing sets a bit", code: () => observer.observe(0, 1), operations: ["load(word)", `or(word, ${2 << 12})`] },
  { title: "once", code: () => observer.observe(0, 1), memory: { 0: 2 << 12 }, operations: ["load(word)"] },
  {
    title: "waking them goes through their bits",
    code: () => observer.wakeObservers(5),
    operations: [control.observers, control.observers + 2].flatMap((word) => [`add(${word}, 1)`, `notify(${word}, all)`]),
  },
];

const marks = [`load(${control.observers + 1})`, "load(word)", `or(word, ${2 << observer.observerShift})`];
const looksAgain = [`load(${control.observers + 1})`, "load(word)"];

/** Waits for the gate whose watch is word 0, with a clock beside it. There is something at the attempt of this number. */
function observes(timeoutMs: number, clock: number, attempt: number): () => number | undefined {
  const watched = [
    { watches: [0], readyAt: () => Infinity, announce: () => void load(9999) },
    { watches: [], readyAt: () => clock, announce: () => {} },
  ];
  return () => observeUntil(1, watched, timeoutMs, atAttempt(attempt));
}

export const observeContracts: readonly Contract[] = [
  { title: "what is there is taken at once, when everybody is told", code: observes(5, Infinity, 0), operations: marks, gives: 7 },
  {
    title: "else it says that it waits, and sleeps",
    code: observes(5, Infinity, 1),
    operations: [...marks, "load(9999)", `wait(${control.observers + 1}, 0, 5 ms)`, ...looksAgain],
    gives: 7,
  },
  {
    title: "no longer than until a clock is ready",
    code: observes(5, 3, 1),
    operations: [...marks, "load(9999)", `wait(${control.observers + 1}, 0, 3 ms)`, ...looksAgain],
    gives: 7,
  },
  {
    title: "and not at all once it is",
    code: observes(5, 3, 2),
    operations: [
      ...marks,
      "load(9999)",
      `wait(${control.observers + 1}, 0, 3 ms)`,
      ...looksAgain,
      "load(9999)",
      `wait(${control.observers + 1}, 0, 0 ms)`,
      ...looksAgain,
    ],
    gives: 7,
  },
  {
    title: "when the time is over it gives up",
    code: observes(5, Infinity, Infinity),
    operations: [...marks, "load(9999)", `wait(${control.observers + 1}, 0, 5 ms)`, ...looksAgain, "load(9999)"],
    gives: undefined,
  },
  {
    title: "without time it does not sleep",
    code: observes(0, Infinity, Infinity),
    operations: [...marks, "load(9999)"],
    gives: undefined,
  },
];
