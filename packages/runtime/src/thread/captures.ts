/** Functions that are sent as text lose what they capture: tells the first use of such a variable in words of the cause. */

// All of it: a class that only messages speak of registers itself when somebody names it, and bundlers leave out what nobody names.
import * as library from "../index.ts";
import { NotSendError } from "../internal/errors.ts";

/** `x is not defined` in V8 and SpiderMonkey, `Can't find variable: x` in JavaScriptCore. */
const missing = /^(?:Can't find variable: )?([\p{ID_Start}$_][\p{ID_Continue}$]*)(?: is not defined)?$/u;

/** What the thread's function threw, or what it means when it is the use of a variable that stayed behind. */
export function explainCapture(text: string, error: unknown): unknown {
  if (!(error instanceof ReferenceError)) return error;
  const name = missing.exec(error.message)?.[1];
  if (name === undefined || !mentions(text, name)) return error;
  const help = Object.hasOwn(library, name) ? "give it as an argument, as any other value" : "give it as an argument";
  const explained = new NotSendError(
    `the function of this thread captures \`${name}\`, which stayed behind: ${help}, or export the function from a module and spawn that`,
  );
  Object.defineProperty(explained, "cause", { value: error, writable: true, configurable: true });
  return explained;
}

/** An error from code that the function calls speaks of other names. */
function mentions(text: string, name: string): boolean {
  return text.split(/[^\p{ID_Continue}$]+/u).includes(name);
}
