/** Flat records of numbers and booleans, laid out in shared memory: one float for each field, in the order of the first record. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";
import { floats } from "../internal/shared-memory.ts";

/** Lets go of what it lent: a view asks it before each access. */
export interface Lease {
  /** Throws `DroppedError` when the lock is released. */
  [expectLease](): void;
  /** The same before a write; throws `BorrowMutError` where others read. */
  [expectMutLease](): void;
}

export const expectLease: unique symbol = Symbol("freehold.expectLease");
export const expectMutLease: unique symbol = Symbol("freehold.expectMutLease");

/** What it takes to read a record that lies in shared memory. Shapes with the same fields are the same object. */
export interface RecordShape {
  readonly keys: readonly string[];
  /** Whether the field of the same index is a boolean. */
  readonly booleans: readonly boolean[];
  /** What tells the shape to other threads. */
  readonly text: string;
  /** An object with an accessor for each field, over the floats from `at` on. */
  readonly View: new (lease: Lease, at: number) => object;
}

/** Of this thread. */
const shapes = new Map<string, RecordShape>();

/** The shape of a plain object that has numbers and booleans only; `undefined` for anything else. */
export function shapeOf(value: unknown): RecordShape | undefined {
  if (typeof value !== "object" || value === null || !isPlain(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, field]) => typeof field === "number" || typeof field === "boolean")) return undefined;
  return shapeNamed(JSON.stringify(entries.map(([key, field]) => [key, typeof field === "boolean"])));
}

/** The shape that another thread told by its text. Throws `MisuseError` for a text that none is told by. */
export function shapeNamed(text: string): RecordShape {
  const known = shapes.get(text);
  if (known !== undefined) return known;
  const fields = fieldsIn(text);
  const [keys, booleans] = [fields.map(([key]) => key), fields.map(([, isBoolean]) => isBoolean)];
  const shape = { keys, booleans, text, View: viewClass(keys, booleans) };
  shapes.set(text, shape);
  return shape;
}

/** Writes all fields of a record. Throws `MisuseError` when it is none of this shape, before anything is written. */
export function writeRecord(shape: RecordShape, at: number, value: unknown): void {
  const record = value as Readonly<Record<string, unknown>>;
  if (typeof value !== "object" || value === null || Object.keys(value).length !== shape.keys.length) {
    // A view of another lock has its fields on its prototype.
    if (!(value instanceof shape.View)) throw wrongRecord(shape, value);
  }
  const numbers = shape.keys.map((key, index) => {
    const field = record[key];
    if (typeof field !== (shape.booleans[index] === true ? "boolean" : "number")) throw wrongRecord(shape, value);
    return Number(field);
  });
  floats().set(numbers, at);
}

/** A copy of its own. */
export function readRecord(shape: RecordShape, at: number): object {
  const view = floats();
  const entries = shape.keys.map((key, index) => [key, shape.booleans[index] === true ? view[at + index] !== 0 : view[at + index]]);
  return Object.fromEntries(entries) as object;
}

function wrongRecord(shape: RecordShape, value: unknown): MisuseError {
  return new MisuseError(
    `this lock holds a record of \`${shape.keys.join("`, `")}\` and was given ${nameOf(value)}: give it the same fields of the same types`,
  );
}

function fieldsIn(text: string): readonly (readonly [string, boolean])[] {
  const fields: unknown = parsed(text);
  if (!Array.isArray(fields) || fields.length === 0 || !fields.every(isField))
    throw new MisuseError("this message tells no record's fields");
  return fields as readonly (readonly [string, boolean])[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isField(field: unknown): boolean {
  return Array.isArray(field) && field.length === 2 && typeof field[0] === "string" && typeof field[1] === "boolean";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0;
}

/** One class for each shape, so that engines inline its accessors. */
function viewClass(keys: readonly string[], booleans: readonly boolean[]): RecordShape["View"] {
  class View {
    readonly #lease: Lease;
    readonly #at: number;

    constructor(lease: Lease, at: number) {
      this.#lease = lease;
      this.#at = at;
    }

    /** The place of a field, as long as the lock is held. */
    static readonly place = (view: View, offset: number): number => {
      view.#lease[expectLease]();
      return view.#at + offset;
    };

    static readonly mutPlace = (view: View, offset: number): number => {
      view.#lease[expectMutLease]();
      return view.#at + offset;
    };
  }
  keys.forEach((key, offset) => {
    const isBoolean = booleans[offset] === true;
    const field = isBoolean ? booleanField<View> : numberField<View>;
    Object.defineProperty(View.prototype, key, field(View.place, View.mutPlace, offset, key));
  });
  if (!keys.includes("toJSON")) {
    Object.defineProperty(View.prototype, "toJSON", {
      value: function toJSON(this: Readonly<Record<string, unknown>>) {
        return Object.fromEntries(keys.map((key) => [key, this[key]]));
      },
    });
  }
  return View;
}

type Place<V> = (view: V, offset: number) => number;

function numberField<V>(place: Place<V>, mutPlace: Place<V>, offset: number, key: string): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: V) {
      return floats()[place(this, offset)];
    },
    set(this: V, value: unknown) {
      if (typeof value !== "number") throw wrongField(key, "number", value);
      floats()[mutPlace(this, offset)] = value;
    },
  };
}

function booleanField<V>(place: Place<V>, mutPlace: Place<V>, offset: number, key: string): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: V) {
      return floats()[place(this, offset)] !== 0;
    },
    set(this: V, value: unknown) {
      if (typeof value !== "boolean") throw wrongField(key, "boolean", value);
      floats()[mutPlace(this, offset)] = Number(value);
    },
  };
}

function wrongField(key: string, type: string, value: unknown): MisuseError {
  return new MisuseError(`\`${key}\` of this record is a ${type} and was given ${nameOf(value)}`);
}
