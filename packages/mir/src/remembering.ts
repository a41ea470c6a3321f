/** Pure functions that are asked again and again about the same immutable object. */

/** Works each answer out once, and keeps it as long as its object lives. Nothing but the time can tell that it does. */
export function remembering<Key extends object, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = workOut(key);
    known.set(key, { value });
    return value;
  };
}
