/** Makes the methods of a trait's objects: each finds the implementation by the object's tag and calls it on the object's value. */

import { data, afterEndOf, tag, type TraitObject } from "./trait-object.ts";

export type Method = (...parameters: never[]) => unknown;

type Forwarder = (this: TraitObject, ...parameters: never[]) => unknown;

/** Above this many implementations the switch is too long for an engine to inline it. */
const longestSwitch = 16;

/** Engines share what they learn about calls between functions of the same text, and a trait is to learn for itself. */
let generated = 0;

/**
 * `methods[index]` belongs to the implementation with that tag. The code is generated where the engine allows it: a function of
 * its own for each method lets the engine inline the implementations, which closures of one shared function prevent.
 */
export function forwarder(methods: readonly Method[]): Forwarder {
  if (methods.length > longestSwitch || !mayGenerate()) return tableForwarder(methods);
  return switchForwarder(methods);
}

/** No text of the program's enters the code, only numbers. Calls with another number of arguments than is usual take the table. */
function switchForwarder(methods: readonly Method[]): Forwarder {
  const names = methods.map((_, index) => `method${index}`);
  const parameters = Array.from({ length: Math.max(...methods.map((method) => method.length)) }, (_, index) => `parameter${index}`);
  const cases = names.map((name, index) => `case ${index}: return ${[`${name}.call(this[data]`, ...parameters].join(", ")});`);
  generated += 1;
  const code = `"use strict"; /* ${generated} */ const [${names.join(", ")}] = methods;
    return function (${parameters.join(", ")}) {
      if (arguments.length === ${parameters.length}) switch (this[tag]) { ${cases.join(" ")} }
      return forward.apply(this, arguments);
    };`;
  // oxlint-disable-next-line eslint/no-new-func, typescript/no-implied-eval -- The code is ours alone; see above.
  return new Function("data", "tag", "methods", "forward", code)(data, tag, methods, tableForwarder(methods)) as Forwarder;
}

function tableForwarder(methods: readonly Method[]): Forwarder {
  return function forward(...parameters) {
    const method = methods[this[tag]];
    if (method === undefined) throw afterEndOf(this);
    return method.apply(this[data] as never, parameters);
  };
}

let generates: boolean | undefined;

/** A content security policy without `unsafe-eval`, and Node's `--disallow-code-generation-from-strings`, forbid it. */
function mayGenerate(): boolean {
  generates ??= generatesCode();
  return generates;
}

function generatesCode(): boolean {
  try {
    // oxlint-disable-next-line eslint/no-new-func, typescript/no-implied-eval -- Asks whether it is allowed.
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
