/** What `Box` exists to stop: using the content after it was moved out, or after the box was dropped. */
"use freehold";

import { Box, drop } from "freehold";

export function movedOut(): number {
  const box = Box.new([1, 2, 3]);
  const list = box.take();
  return list.length + box.get().length;
}

export function consumed(): number {
  const box = Box.new([1, 2, 3]);
  const list = Box.intoInner(box);
  return list.length + box.get().length;
}

export function dropped(): number {
  const box = Box.new([1, 2, 3]);
  drop(box);
  return box.get().length;
}
