/** The base of classes that end with work of their own: `std::ops::Drop`. */

import { born, checked, died } from "#checks";
import { disarm, dropInOrder, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { MisuseError } from "../internal/errors.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";

/**
 * A class that extends `Drop` declares `drop()`, which runs once when the value is dropped: by `using`, by `drop(value)`, or with its owner.
 * After it, the value's public fields are dropped in the order of their declaration, as in Rust. What `drop()` throws is
 * thrown after they are.
 *
 * Danger: every public field that holds something owned is dropped with the value. What the value only borrows belongs in a `#private`
 * field, which nobody else sees, or in `ManuallyDrop`. Calling `value.drop()` yourself runs the body without ending the value:
 * call `drop(value)`.
 *
 * Cost: one word a value; dropping walks its public fields. `[Symbol.dispose]` is final.
 *
 * Source: `std::ops::Drop`.
 *
 * @example
 * ```ts
 * import { Drop } from "freehold";
 * const lines: string[] = [];
 * class DatabaseConnection extends Drop {
 *   readonly id: number;
 *   constructor(id: number) {
 *     super();
 *     this.id = id;
 *   }
 *   override drop() {
 *     lines.push(`Closing database connection #${this.id}`);
 *   }
 * }
 * {
 *   using connection = new DatabaseConnection(42);
 *   lines.push(`Using connection #${connection.id}...`);
 * }
 * assert.deepEqual(lines, ["Using connection #42...", "Closing database connection #42"]);
 * ```
 */
export abstract class Drop implements Owner, Disposable {
  #ended = false;

  constructor() {
    if (typeof this.drop !== "function") throw new MisuseError(`${nameOf(this)} extends \`Drop\` and must declare a method \`drop()\``);
    if (!checked) return;
    if (this[Symbol.dispose] !== Drop.prototype[Symbol.dispose]) {
      throw new MisuseError(`${nameOf(this)} overrides \`[Symbol.dispose]\`, which is final: put its work into \`drop()\``);
    }
    born(this, this.constructor.name);
  }

  /** The body of the destructor. The library calls it, once. */
  abstract drop(): void;

  /** Drops the value: its body, then its fields. Does nothing when it was dropped before. */
  [Symbol.dispose](): void {
    if (!Drop.#hasEnded(this)) dropValue(this);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended) return;
    Drop.#end(this);
    try {
      this.drop();
    } finally {
      dropInOrder(walk, Object.values(this));
    }
  }

  /** @internal */
  [disarm](): void {
    if (!this.#ended) Drop.#end(this);
  }

  static #hasEnded(received: Drop): boolean {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver("Drop.[Symbol.dispose]", "Drop", received, "extend `Drop`, and call `super()` first in the constructor");
    }
  }

  static #end(value: Drop): void {
    value.#ended = true;
    if (checked) died(value);
  }
}
