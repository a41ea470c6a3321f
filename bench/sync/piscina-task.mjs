/** What piscina's worker does: its tasks are the default exports of modules. */

/** @param {number} n */
// oxlint-disable-next-line import/no-default-export -- piscina calls it.
export default function next(n) {
  return n + 1;
}
