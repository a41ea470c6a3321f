/** What the word of a lock holds, for tests of how it is left. */

import { load } from "#atomics";
import { cell } from "../../src/internal/memory-map.ts";
import { shareableOf } from "../../src/internal/shareable.ts";

export function wordIn(lock: object): number {
  const { toWire, fromWire } = shareableOf(lock)!;
  const wire = toWire(lock) as { readonly address: number };
  // A message counts as a handle until it is received.
  (fromWire(wire) as Disposable)[Symbol.dispose]();
  return load((wire.address >> 2) + cell.word);
}
