/** Iterators of maps, sets and generators: disposable by type, nothing to release. */

export function oldest<K, V>(map: Map<K, V>): K | undefined {
  return map.keys().next().value;
}

export function pairs(map: ReadonlyMap<string, number>): string[] {
  const entries = map.entries();
  const result: string[] = [];
  for (let step = entries.next(); !step.done; step = entries.next()) result.push(step.value.join("="));
  return result;
}

function* naturals(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}

export function firstSquareAbove(limit: number): number {
  for (const n of naturals()) if (n * n > limit) return n * n;
  return 0;
}

export function take<T>(values: Iterable<T>, count: number): T[] {
  const iterator = values[Symbol.iterator]();
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = iterator.next();
    if (done) return taken;
    taken.push(value);
  }
  iterator.return?.();
  return taken;
}

export function words(text: string): Set<string> {
  const matches = text.matchAll(/\w+/g);
  return new Set(Array.from(matches, (match) => match[0]));
}
