/** Where inside of a value another one lies, as a programmer would write it: `value.handlers[0].click`. */

interface Step {
  readonly value: unknown;
  readonly path: string;
}

/** How many objects are looked at: a message names one of them, so a value that is larger than this is named alone. */
const mostObjects = 100_000;

/** The shortest path from `root`, which is written as `name`, to `culprit`; `name` itself where it is not found. */
export function pathTo(culprit: unknown, root: unknown, name: string): string {
  const seen = new Set<unknown>([root]);
  const pending: Step[] = [{ value: root, path: name }];
  for (let index = 0; index < pending.length && index < mostObjects; index++) {
    const { value, path } = pending[index]!;
    if (Object.is(value, culprit)) return path;
    if (typeof value !== "object" || value === null) continue;
    for (const step of stepsInto(value, path)) {
      if (typeof step.value === "object" && step.value !== null) {
        if (seen.has(step.value)) continue;
        seen.add(step.value);
      }
      pending.push(step);
    }
  }
  return name;
}

function stepsInto(value: object, path: string): readonly Step[] {
  if (value instanceof Map) {
    return [...value].flatMap(([key, content], index) => [
      { value: key, path: `${path} key ${index}` },
      { value: content, path: `${path}.get(${keyName(key, index)})` },
    ]);
  }
  if (value instanceof Set) return [...value].map((content, index) => ({ value: content, path: `${path} element ${index}` }));
  if (ArrayBuffer.isView(value)) return [];
  const fields = Object.keys(value).map((key) => ({
    value: (value as Readonly<Record<string, unknown>>)[key],
    path: path + access(value, key),
  }));
  return value instanceof Error ? [...fields, { value: value.cause, path: `${path}.cause` }] : fields;
}

function access(value: object, key: string): string {
  if (Array.isArray(value) && /^\d+$/.test(key)) return `[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function keyName(key: unknown, index: number): string {
  return typeof key === "string" ? JSON.stringify(key) : typeof key === "number" ? String(key) : `key ${index}`;
}
