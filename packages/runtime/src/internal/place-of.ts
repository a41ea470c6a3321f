/** A mutable place made of two functions. */

import type { MutRef } from "../mut-ref.ts";

/** Reads and writes through the given functions. */
export function placeOf<T>(read: () => T, write: (value: T) => unknown): MutRef<T> {
  return new Place(read, write);
}

class Place<T> implements MutRef<T> {
  readonly #read: () => T;
  readonly #write: (value: T) => unknown;

  constructor(read: () => T, write: (value: T) => unknown) {
    this.#read = read;
    this.#write = write;
  }

  get value(): T {
    return this.#read();
  }

  set value(value: T) {
    this.#write(value);
  }
}
