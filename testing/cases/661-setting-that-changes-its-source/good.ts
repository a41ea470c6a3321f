type Tree = { [key: string]: unknown };

function isObject(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy of the object with the value at the path; the object that is given stays as it is. */
export function set(initial: Tree, path: string, value: unknown): Tree {
  const root = { ...initial };
  const keys = path.split(".");
  const last = keys.pop();
  if (last === undefined || last === "") return root;
  let node: Tree = root;
  for (const key of keys) {
    const next = node[key];
    const made: Tree = isObject(next) ? { ...next } : {};
    node[key] = made;
    node = made;
  }
  node[last] = value;
  return root;
}
