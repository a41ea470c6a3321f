/** The example of the README: a lock that wakes whoever said that it waits, and nobody says so. */

import { exchange, notify, wait } from "@freehold/schedule/atomics";
import { explore } from "@freehold/schedule/explore";
import { printExploration } from "@freehold/schedule/print";

export const found = explore((plan) => {
  const lock = plan.word("lock");
  const count = plan.cell("count");
  for (const name of ["a", "b", "c"]) {
    plan.thread(name, () => {
      while (exchange(lock, 1) !== 0) wait(lock, 1);
      count.write(count.read() + 1);
      if (exchange(lock, 0) === 2) notify(lock, 1);
    });
  }
  plan.atEnd(({ word }) => (word(count.address) === 3 ? undefined : "an increment was lost"));
});

export const report = printExploration(found);
