/** Draws some of many, the same ones for the same seed. */

/**
 * In the order in which they came.
 *
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} count
 * @param {number} seed
 * @returns {readonly Item[]}
 */
export function chosen(items, count, seed) {
  const random = randomFrom(seed);
  const lots = items.map((_, index) => ({ index, lot: random() }));
  const drawn = lots.sort((a, b) => a.lot - b.lot || a.index - b.index).slice(0, count);
  return drawn.sort((a, b) => a.index - b.index).flatMap(({ index }) => items[index] ?? []);
}

/**
 * Mulberry32: small, and the same everywhere.
 *
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
