/** A small set of ids as bits, never changed once made: what most analyses know about locals, loans or calls. */

/** Made for ids below a fixed size; sets of different sizes do not mix. */
export interface BitSet {
  readonly words: Uint32Array;
}

export function emptyBits(size: number): BitSet {
  return { words: new Uint32Array(Math.ceil(size / 32)) };
}

export function bitsOf(size: number, ids: Iterable<number>): BitSet {
  const { words } = emptyBits(size);
  for (const id of ids) words[id >> 5]! |= 1 << (id & 31);
  return { words };
}

export function hasBit(set: BitSet, id: number): boolean {
  return (set.words[id >> 5]! & (1 << (id & 31))) !== 0;
}

/** The set itself where nothing changes, so that sharing makes comparing cheap; the others alike. */
export function addBit(set: BitSet, id: number): BitSet {
  return hasBit(set, id) ? set : flipped(set, id);
}

export function removeBit(set: BitSet, id: number): BitSet {
  return hasBit(set, id) ? flipped(set, id) : set;
}

export function unionBits(left: BitSet, right: BitSet): BitSet {
  if (left === right || isWithin(right, left)) return left;
  if (isWithin(left, right)) return right;
  return { words: left.words.map((word, index) => word | right.words[index]!) };
}

function isWithin(small: BitSet, large: BitSet): boolean {
  for (let index = 0; index < small.words.length; index++) if ((small.words[index]! & ~large.words[index]!) !== 0) return false;
  return true;
}

export function intersectBits(left: BitSet, right: BitSet): BitSet {
  return { words: left.words.map((word, index) => word & right.words[index]!) };
}

export function sameBits(left: BitSet, right: BitSet): boolean {
  return left === right || left.words.every((word, index) => word === right.words[index]);
}

/** Ascending. */
export function idsOf(set: BitSet): readonly number[] {
  const ids: number[] = [];
  set.words.forEach((word, index) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) ids.push(index * 32 + 31 - Math.clz32(rest & -rest));
  });
  return ids;
}

function flipped(set: BitSet, id: number): BitSet {
  const words = set.words.slice();
  words[id >> 5]! ^= 1 << (id & 31);
  return { words };
}
