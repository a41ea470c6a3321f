/** Functions that are sent as text lose what they capture: refuses those in which that is to be seen, and tells the first use in all others. */

import { NotSendError } from "../internal/errors.ts";
import { compilerHelper } from "./compiler-helpers.ts";
import { firstFreeName } from "./free-names.ts";

/** Before there is a thread. Throws `NotSendError` only for what would throw in every thread that comes to it. */
export function refuseCaptures(text: string): void {
  const name = firstFreeName(text, isGlobal);
  if (name !== undefined) throw captured(name);
}

/** `x is not defined` in V8 and SpiderMonkey, `Can't find variable: x` in JavaScriptCore. */
const missing = /^(?:Can't find variable: )?([\p{ID_Start}$_][\p{ID_Continue}$]*)(?: is not defined)?$/u;

/** What the thread's function threw, or what it means when it is the use of a variable that stayed behind. */
export function explainCapture(text: string, error: unknown): unknown {
  if (!(error instanceof ReferenceError)) return error;
  const name = missing.exec(error.message)?.[1];
  if (name === undefined || !mentions(text, name)) return error;
  const explained = captured(name);
  Object.defineProperty(explained, "cause", { value: error, writable: true, configurable: true });
  return explained;
}

/** An error from code that the function calls speaks of other names. */
function mentions(text: string, name: string): boolean {
  return text.split(/[^\p{ID_Continue}$]+/u).includes(name);
}

/** What workers of a browser have, and pages have not. */
const ofWorkers = /^(?:self|importScripts|FileReaderSync|(?:Dedicated)?WorkerGlobalScope|onrtctransform)$/;

function isGlobal(name: string): boolean {
  return name in globalThis || compilerHelper(name) !== undefined || ofWorkers.test(name);
}

function captured(name: string): NotSendError {
  return new NotSendError(
    `the function of this thread captures \`${name}\`, which stays behind: give it as an argument, or export the function from a module and spawn that`,
  );
}
