/** Two public fields, and a destructor of the test's own. */

import { Drop } from "freehold";

export class Pair extends Drop {
  readonly first: unknown;
  readonly second: unknown;
  readonly #body: () => void;

  constructor(first: unknown, second: unknown, body: () => void) {
    super();
    this.first = first;
    this.second = second;
    this.#body = body;
  }

  override drop(): void {
    this.#body();
  }
}
