/** Finds states from which no way leads to an end. */

export interface Edges {
  count: number;
  /** From and to, in turn. */
  ends: Int32Array;
}

export function emptyEdges(): Edges {
  return { count: 0, ends: new Int32Array(2048) };
}

export function addEdge(edges: Edges, from: number, to: number): void {
  if (2 * edges.count === edges.ends.length) {
    const more = new Int32Array(2 * edges.ends.length);
    more.set(edges.ends);
    edges.ends = more;
  }
  edges.ends[2 * edges.count] = from;
  edges.ends[2 * edges.count + 1] = to;
  edges.count += 1;
}

/** The first state that cannot reach an end. */
export function stuck(states: number, edges: Edges, ends: readonly number[]): number | undefined {
  const { first, from } = backwards(states, edges);
  const reaches = new Uint8Array(states);
  const pending = [...ends];
  for (const end of ends) reaches[end] = 1;
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (let index = first[state] ?? 0; index < (first[state + 1] ?? 0); index++) {
      const earlier = from[index] ?? 0;
      if (reaches[earlier] === 1) continue;
      reaches[earlier] = 1;
      pending.push(earlier);
    }
  }
  const lost = reaches.indexOf(0);
  return lost === -1 ? undefined : lost;
}

/** Who leads to each state: those at `first[state]` up to `first[state + 1]` in `from`. */
function backwards(states: number, { count, ends }: Edges): { readonly first: Int32Array; readonly from: Int32Array } {
  const first = new Int32Array(states + 2);
  for (let edge = 0; edge < count; edge++) bump(first, (ends[2 * edge + 1] ?? 0) + 2);
  for (let state = 1; state < first.length; state++) first[state] = (first[state] ?? 0) + (first[state - 1] ?? 0);
  const from = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) from[bump(first, (ends[2 * edge + 1] ?? 0) + 1)] = ends[2 * edge] ?? 0;
  return { first, from };
}

function bump(numbers: Int32Array, index: number): number {
  const before = numbers[index] ?? 0;
  numbers[index] = before + 1;
  return before;
}
