/**
 * What `Arc` and `Mutex` exist to stop: using an owner that has given up its share, while the other threads still have theirs; a lock that
 * stays shut, because its guard has no name, was forgotten, was used up, or waits; a thread that waits for itself; and
 * what no other thread can have.
 */
"use freehold";

import { Arc, drop, Mutex, Rc, type Ref, thread } from "freehold";

export function droppedOwner(): number {
  using counter = Arc.new(Mutex.new(0));
  const copy = Arc.clone(counter);
  drop(copy);
  return copy.get().with((count) => count.value);
}

export function givenUp(): string {
  const recipe = Arc.new("Secret Sauce");
  const sauce = Arc.intoInner(recipe);
  return `${sauce} ${recipe.get()}`;
}

export function unbound(counter: Ref<Arc<Mutex<number>>>): void {
  counter.get().lock();
}

export function forgotten(counter: Ref<Mutex<number>>, step: number): void {
  const guard = counter.lock();
  if (step === 0) return;
  guard.value += step;
  drop(guard);
}

export function afterItsEnd(counter: Ref<Mutex<number>>): number {
  const guard = counter.lock();
  drop(guard);
  return guard.value;
}

export async function whileOthersRun(counter: Ref<Mutex<number>>, step: Promise<number>): Promise<void> {
  using guard = counter.lock();
  guard.value += await step;
}

export function lockedTwice(counter: Ref<Mutex<number>>): void {
  using guard = counter.lock();
  guard.value += counter.with((count) => count.value);
}

export function leftBehind(counter: Ref<Arc<Mutex<number>>>): void {
  thread.spawn(() => {
    using value = counter.get().lock();
    value.value += 1;
  });
}

export function countedHereOnly(): void {
  using recipe = Rc.new("Secret Sauce");
  thread.spawn((recipe) => recipe.get().length, recipe);
}
