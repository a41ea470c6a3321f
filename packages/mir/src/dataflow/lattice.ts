/** What an analysis may know at a point, and how the knowledge of two ways is put together. */

import { emptyBits, sameBits, unionBits, type BitSet } from "./bit-set.ts";

/**
 * A join-semilattice. `join` is associative, commutative and idempotent, `bottom` changes nothing in a join, and no chain of
 * joins ascends for ever. States are never changed in place.
 */
export interface Lattice<State> {
  /** What is known of a point that no way leads to. */
  readonly bottom: State;
  /** Gives `left` itself back where `right` adds nothing, if that is cheap to tell. */
  readonly join: (left: State, right: State) => State;
  readonly equals: (left: State, right: State) => boolean;
}

/** Sets of ids below `size`, joined by union: what holds on some way. */
export function unionLattice(size: number, bottom: BitSet = emptyBits(size)): Lattice<BitSet> {
  return { bottom, join: unionBits, equals: sameBits };
}
