/** A mutable place made of two functions. */

/** Reads and writes through the given functions. */
export function placeOf<T>(read: () => T, write: (value: T) => unknown): { value: T } {
  return {
    get value() {
      return read();
    },
    set value(value) {
      write(value);
    },
  };
}
