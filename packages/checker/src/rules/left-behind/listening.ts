/** The methods by which listeners are put on and taken off. */

import type { Body } from "@freehold/mir/body";
import { methodCalls, textArgument } from "../../explain/calls.ts";

export const adding: ReadonlySet<string> = new Set(["on", "addListener", "prependListener", "addEventListener"]);
export const removing: ReadonlySet<string> = new Set(["off", "removeListener", "removeEventListener", "removeAllListeners"]);

/** One of the bodies takes off a listener of that event, or of one that is not known, or of all. */
export function takesOff(bodies: readonly Body[], event: string): boolean {
  return bodies.some((body) => methodCalls(body, undefined, removing).some((removal) => (textArgument(removal, 0) ?? event) === event));
}
