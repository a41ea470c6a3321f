/** How errors cross: with their class where the library or the language has it, their stack, cause and own fields. */

import * as errors from "./errors.ts";

export interface ErrorOnWire {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Own enumerable fields and what hides from enumeration: `cause`, `errors` of an `AggregateError`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const hidden = ["cause", "errors", "error", "suppressed"];

export function errorToWire(error: Error): ErrorOnWire {
  const fields: Record<string, unknown> = {};
  for (const key of [...hidden.filter((key) => Object.hasOwn(error, key)), ...Object.keys(error)]) {
    if (key === "name" || key === "message" || key === "stack" || key === "__proto__") continue;
    const value: unknown = (error as unknown as Record<string, unknown>)[key];
    // The error matters more than a function that somebody hung on it.
    if (typeof value !== "function" && typeof value !== "symbol") fields[key] = value;
  }
  return { name: error.name, message: error.message, stack: error.stack, fields };
}

export function errorFromWire({ name, message, stack, fields }: ErrorOnWire): Error {
  const error = new Error(message);
  Object.setPrototypeOf(error, prototypeOf(name));
  if (error.name !== name) define(error, "name", name);
  define(error, "stack", stack);
  for (const [key, value] of Object.entries(fields)) define(error, key, value);
  return error;
}

/** Others of the host, such as `DOMException`, refuse objects that they have not made. */
const ofTheLanguage = /^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|Suppressed)Error$/;

/** Of the class that has this name here, so that `instanceof` holds; of `Error` for a class of the user's. */
function prototypeOf(name: string): object {
  const ours = Object.hasOwn(errors, name) ? (errors as Readonly<Record<string, unknown>>)[name] : undefined;
  const native = ofTheLanguage.test(name) ? (globalThis as Readonly<Record<string, unknown>>)[name] : undefined;
  for (const type of [ours, native]) {
    if (typeof type === "function" && (type.prototype as unknown) instanceof Error) return type.prototype as object;
  }
  return Error.prototype;
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, {
    value,
    writable: true,
    configurable: true,
    enumerable: !hidden.includes(key) && key !== "stack" && key !== "name",
  });
}
