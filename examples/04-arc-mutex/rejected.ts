/** What `Arc` and `Mutex` exist to stop: using an owner that has given up its share. */

import { Arc, drop, Mutex } from "freehold";

export function droppedOwner(): number {
  using counter = Arc.new(Mutex.new(0));
  const copy = Arc.clone(counter);
  drop(copy);
  return copy.get().with((value) => value.value);
}
