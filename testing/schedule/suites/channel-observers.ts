/** Threads that wait for several channels at once: whichever changes wakes all of them. */

import { load, store } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { enterGate, openGate, sleepAtGate, type Gate } from "../../../packages/runtime/src/channel/gate.ts";
import { observeUntil } from "../../../packages/runtime/src/channel/observe-until.ts";
import { observeContracts, observerContracts } from "./channel-contracts.ts";
import type { Suite } from "./proof.ts";

export const channelObservers: Suite = {
  files: ["channel/observer.ts", "channel/observe-until.ts"],
  proofs: [
    { title: "one waits for two gates, and two others open one each", program: selecting([1]) },
    { title: "two wait for two gates", program: selecting([1, 2]) },
    { title: "two that share a word", program: selecting([1, 21]) },
    { title: "two under a spurious wake", program: selecting([1, 2]), limits: { spurious: 1 } },
    { title: "one observes, another sleeps at the gate", program: besideSleeper },
  ],
  contracts: [...observerContracts, ...observeContracts],
};

interface Watched {
  readonly gate: Gate;
  /** 1 when there is something. */
  readonly ready: number;
}

function observeUntilReady(watched: readonly Watched[], slot: number): void {
  const gates = watched.map(({ gate }) => ({ watches: [gate.watch], readyAt: () => Infinity, announce: () => {} }));
  observeUntil(slot, gates, Infinity, () => (watched.some(({ ready }) => load(ready) === 1) ? true : undefined));
}

/** Each goes on when one of both gates was opened. */
function selecting(slots: readonly number[]): Describe {
  return (plan) => {
    const watched = [watchedOf(plan, "first"), watchedOf(plan, "second")];
    for (const slot of slots) plan.thread(`observer ${slot}`, () => observeUntilReady(watched, slot));
    for (const [index, each] of watched.entries()) plan.thread(`opener ${index + 1}`, () => open(each));
  };
}

function besideSleeper(plan: Plan): void {
  const each = watchedOf(plan, "channel");
  plan.thread("observer", () => observeUntilReady([each], 1));
  plan.thread("sleeper", () => {
    for (;;) {
      const epoch = enterGate(each.gate);
      if (load(each.ready) === 1) return;
      sleepAtGate(each.gate, epoch, Infinity);
      checkpoint("awake");
    }
  });
  plan.thread("opener", () => open(each));
}

function open({ gate, ready }: Watched): void {
  store(ready, 1);
  openGate(gate);
}

function watchedOf(plan: Plan, name: string): Watched {
  return {
    gate: { watch: plan.word(`${name}'s watch`), epoch: plan.word(`${name}'s epoch`), wakes: 1 },
    ready: plan.word(`${name} is ready`),
  };
}
