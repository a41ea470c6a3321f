/** What `Arc` exists to stop: using an owner that has given up its share, while the other threads still have theirs. */

import { Arc, drop, Mutex } from "freehold";

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
