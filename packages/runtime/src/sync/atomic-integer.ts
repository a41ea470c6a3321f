/** What the atomics that count have in common. Sums wrap around. */

import { Atomic, indexOf, kindOf } from "./atomic.ts";

export abstract class AtomicInteger<Value extends number | bigint, Word> extends Atomic<Value, Word> {
  /** Adds, and gives what was there. */
  fetchAdd(value: Value): Value {
    const kind = kindOf("fetchAdd", this);
    return kind.fromWord(kind.add(indexOf(kind, "fetchAdd", this), kind.toWord("fetchAdd", value)));
  }

  /** Subtracts, and gives what was there. */
  fetchSub(value: Value): Value {
    const kind = kindOf("fetchSub", this);
    return kind.fromWord(kind.sub(indexOf(kind, "fetchSub", this), kind.toWord("fetchSub", value)));
  }

  /** Keeps the larger, and gives what was there. */
  fetchMax(value: Value): Value {
    const kind = kindOf("fetchMax", this);
    indexOf(kind, "fetchMax", this);
    kind.toWord("fetchMax", value);
    return this.fetchUpdate((seen) => (seen > value ? seen : value))!;
  }

  /** Keeps the smaller, and gives what was there. */
  fetchMin(value: Value): Value {
    const kind = kindOf("fetchMin", this);
    indexOf(kind, "fetchMin", this);
    kind.toWord("fetchMin", value);
    return this.fetchUpdate((seen) => (seen < value ? seen : value))!;
  }
}
