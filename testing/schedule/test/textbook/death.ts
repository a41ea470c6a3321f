/** Locks whose holder is killed, and how they are recovered. */

import { compareExchange, load, notify, store, wait } from "../../src/atomics.ts";
import { checkpoint } from "../../src/plain.ts";
import type { Describe } from "../../src/program.ts";
import { threads, type Textbook } from "./textbook.ts";

export const death: readonly Textbook[] = [
  { title: "a lock that nobody recovers", program: recovered("nobody"), limits: { kills: 1 }, broken: "Deadlock: " },
  { title: "a lock that is recovered and whose next owner is woken", program: recovered("wakes always"), limits: { kills: 1 } },
  { title: "the same, for two deaths", program: recovered("wakes always"), limits: { kills: 2 } },
  {
    title: "a lock whose recovery wakes only if the dead held it: the dead may have taken a wake-up with it",
    program: recovered("wakes if it was held"),
    limits: { kills: 1 },
    broken: "Deadlock: ",
  },
  { title: "a lock that is recovered without a wake", program: recovered("wakes nobody"), limits: { kills: 1 }, broken: "Deadlock: " },
  {
    title: "a recovery that does not ask whose lock it is",
    program: recovered("clears whoever holds it"),
    limits: { kills: 1 },
    broken: "Race: ",
  },
];

type Recovery = "nobody" | "wakes always" | "wakes if it was held" | "wakes nobody" | "clears whoever holds it";

/** The word is the number of the owner, and 8 more where somebody may wait. */
const waits = 8;

function recovered(recovery: Recovery): Describe {
  return (plan) => {
    const lock = plan.word("lock");
    const count = plan.cell("count");
    threads(plan, 3, (index) => {
      const self = index + 1;
      let taken = self;
      for (let found = compareExchange(lock, 0, taken); found !== 0; found = compareExchange(lock, 0, taken)) {
        taken = self | waits;
        if ((found & waits) !== 0 || compareExchange(lock, found, found | waits) === found) wait(lock, found | waits);
      }
      checkpoint("inside", taken);
      count.write(count.read() + 1);
      if (compareExchange(lock, self, 0) === self) return;
      store(lock, 0);
      notify(lock, 1);
    });
    if (recovery !== "nobody") plan.supervisor((dead) => recover(lock, dead, recovery));
  };
}

function recover(lock: number, dead: number, recovery: Recovery): void {
  let found = load(lock);
  if (recovery === "clears whoever holds it") {
    store(lock, 0);
    return void notify(lock, 1);
  }
  const held = (found & 7) === dead;
  for (; (found & 7) === dead && compareExchange(lock, found, 0) !== found;) found = load(lock);
  if (recovery === "wakes always" || (recovery === "wakes if it was held" && held)) notify(lock, 1);
}
