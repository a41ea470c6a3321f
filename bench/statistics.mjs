/** Medians and spreads of a handful of runs. */

/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * `0.82 (0.80–0.91)`: the median, and the smallest and largest.
 * @param {readonly number[]} numbers
 * @param {number} digits
 */
export function spread(numbers, digits) {
  const [low, middle, high] = [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((number) => number.toFixed(digits));
  return `${middle} (${low}–${high})`;
}
