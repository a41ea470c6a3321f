/** The errors of calls that types would have refused: for callers in plain JavaScript. */

import { MisuseError } from "./errors.ts";

/** `called` is the method as the docs write it, `Rc.get`; `type` is the class it belongs to, and `how` is the way to get one. */
export function wrongReceiver(called: string, type: string, received: unknown, how = `make one with \`${type}.new\``): MisuseError {
  return new MisuseError(`\`${called}\` needs a value of class \`${type}\` and was given ${nameOf(received)}: ${how}`);
}

/** Throws unless it has fields. */
export function expectObject(called: string, received: unknown): void {
  if ((typeof received !== "object" && typeof received !== "function") || received === null) {
    throw new MisuseError(`\`${called}\` needs an object with fields and was given ${nameOf(received)}`);
  }
}

/** Throws unless it can be called. */
export function expectFunction(called: string, received: unknown): void {
  if (typeof received !== "function") throw new MisuseError(`\`${called}\` needs a function and was given ${nameOf(received)}`);
}

/** A value in a few words, for messages: never its content, which may be secret or large. */
export function nameOf(value: unknown): string {
  if (value === null) return "`null`";
  if (typeof value !== "object") return typeof value === "undefined" ? "`undefined`" : `a ${typeof value}`;
  const { constructor } = value;
  return typeof constructor === "function" && constructor.name !== "" ? `an object of class \`${constructor.name}\`` : "a foreign object";
}
