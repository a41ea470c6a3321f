/** A slot map for tests, with something in it. */

import { SlotMap, type SlotKey } from "freehold";

/** A map of these values, and their keys. */
export function filled<V>(...values: readonly V[]): { readonly map: SlotMap<V>; readonly keys: readonly SlotKey<V>[] } {
  const map = SlotMap.new<V>();
  return { map, keys: values.map((value) => map.insert(value)) };
}
