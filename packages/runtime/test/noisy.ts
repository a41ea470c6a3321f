/** A value that tells when it is dropped. */

import { Drop } from "freehold";

export class Noisy extends Drop {
  readonly name: string;
  readonly #lines: string[];

  constructor(name: string, lines: string[]) {
    super();
    this.name = name;
    this.#lines = lines;
  }

  override drop(): void {
    this.#lines.push(this.name);
  }

  clone(): Noisy {
    return new Noisy(`clone of ${this.name}`, this.#lines);
  }
}
