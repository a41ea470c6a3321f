/** The count of `sync/count-word.ts`: dropped once, never while somebody has it, never again after. */

import { read } from "../src/plain.ts";
import type { Plan } from "../src/program.ts";
import * as count from "../../../packages/runtime/src/sync/count-word.ts";
import { threads, type Suite } from "./proof.ts";

export const countWord: Suite = {
  files: ["sync/count-word.ts"],
  proofs: [
    { title: "3 owners clone and drop", program: cloning(1) },
    { title: "3 owners clone and drop twice", program: cloning(2) },
    { title: "4 owners drop", program: dropping(4) },
    { title: "an upgrade beside the last drop", program: upgrading },
    { title: "two take the value out if they are alone", program: takingOut },
  ],
  contracts: [
    { title: "an owner more is one operation", code: () => count.countUp(0), memory: { 0: 1 }, operations: ["add(word, 1)"] },
    {
      title: "an owner more of a living value is a look and an exchange",
      code: () => void count.countUpIfAlive(0),
      memory: { 0: 1 },
      operations: ["load(word)", "compareExchange(word, 1, 2)"],
    },
    {
      title: "the only owner ends in one operation",
      code: () => void count.countDownIfLast(0),
      memory: { 0: 1 },
      operations: ["compareExchange(word, 1, 0)"],
    },
    { title: "an owner less too", code: () => void count.countDown(0), memory: { 0: 2 }, operations: ["sub(word, 1)"] },
  ],
};

interface Shared {
  readonly word: number;
  readonly value: { readonly address: number; readonly read: () => number; readonly write: (value: number) => void };
  readonly end: () => void;
}

/** A value with so many owners. */
function shared(plan: Plan, owners: number): Shared {
  const word = plan.word("owners", owners);
  const value = plan.cell("value", 7);
  const drops = plan.ghost("drops");
  plan.always(({ ghost }) => (ghost(drops) > 1 ? "dropped twice" : undefined));
  plan.atEnd((seen) => (seen.ghost(drops) === 1 && seen.word(word) === 0 ? undefined : "never dropped"));
  const end = (): void => {
    if (!count.countDown(word)) return;
    drops.add(1);
    value.write(-1);
  };
  return { word, value, end };
}

function cloning(rounds: number): (plan: Plan) => void {
  return (plan) => {
    const { word, value, end } = shared(plan, 3);
    threads(plan, 3, () => {
      for (let round = 0; round < rounds; round++) {
        count.countUp(word);
        end();
        if (value.read() !== 7) throw new Error("it was dropped under an owner");
      }
      end();
    });
  };
}

function dropping(owners: number): (plan: Plan) => void {
  return (plan) => {
    const { value, end } = shared(plan, owners);
    threads(plan, owners, () => {
      if (read(value.address) !== 7) throw new Error("it was dropped under an owner");
      end();
    });
  };
}

function upgrading(plan: Plan): void {
  const { word, value, end } = shared(plan, 2);
  threads(plan, 2, end);
  for (const name of ["weak", "other weak"]) {
    plan.thread(name, () => {
      if (!count.countUpIfAlive(word)) return;
      if (value.read() !== 7) throw new Error("it came back to life");
      end();
    });
  }
}

function takingOut(plan: Plan): void {
  const word = plan.word("owners", 2);
  const value = plan.cell("value", 7);
  const taken = plan.ghost("taken");
  threads(plan, 2, () => {
    if (count.countDownIfLast(word) || count.countDown(word)) {
      taken.add(1);
      value.write(0);
    }
  });
  plan.atEnd(({ ghost }) => (ghost(taken) === 1 ? undefined : `taken out ${ghost(taken)} times`));
}
