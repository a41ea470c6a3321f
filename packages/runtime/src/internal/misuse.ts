/** The errors of calls that types would have refused: for callers in plain JavaScript. */

import { MisuseError } from "./errors.ts";

/** `called` is the method as the docs write it, `Rc.prototype.get`; `type` is the class it belongs to. */
export function wrongReceiver(called: string, type: string, received: unknown): MisuseError {
  return new MisuseError(
    `\`${called}\` needs a value of class \`${type}\` and was given ${nameOf(received)}: make one with \`${type}.new\``,
  );
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
