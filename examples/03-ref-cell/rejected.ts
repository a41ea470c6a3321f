/** What a guard exists to stop: a cell that stays borrowed, because the guard has no name, was forgotten, was used up, waits, or still lives. */
"use freehold";

import { drop, type Ref, RefCell } from "freehold";

export function unbound(score: Ref<RefCell<number>>): void {
  score.borrowMut();
}

export function forgotten(score: Ref<RefCell<number>>, bonus: number): void {
  const guard = score.borrowMut();
  if (bonus === 0) return;
  guard.value += bonus;
  drop(guard);
}

export function afterItsEnd(score: Ref<RefCell<number>>): number {
  const guard = score.borrow();
  drop(guard);
  return guard.value;
}

export async function whileOthersRun(score: Ref<RefCell<number>>, bonus: Promise<number>): Promise<void> {
  using guard = score.borrowMut();
  guard.value += await bonus;
}

export function borrowedTwice(score: Ref<RefCell<number>>): void {
  using guard = score.borrowMut();
  guard.value += score.with((points) => points);
}
