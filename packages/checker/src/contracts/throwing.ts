/** Which well-known callees never throw, which fail on outside data, and which never come back. */

/** Globals whose members do not throw on the arguments they are given in practice. */
export const quietRoots: ReadonlySet<string> = new Set([
  "console",
  "Math",
  "Object",
  "Number",
  "String",
  "Boolean",
  "Date",
  "Array",
  "Set",
  "Map",
  "WeakMap",
  "WeakSet",
  "Error",
  "TypeError",
  "RangeError",
  "Symbol",
  "Promise",
  "performance",
  "AbortController",
  "Uint8Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
  "TextEncoder",
  "TextDecoder",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "clearImmediate",
  "queueMicrotask",
  "isNaN",
  "parseInt",
  "parseFloat",
]);

/** Methods that do not throw on any receiver they are commonly found on. */
export const quietMethods: ReadonlySet<string> = new Set(
  "push pop shift unshift slice concat join includes indexOf lastIndexOf startsWith endsWith trim split toString toLowerCase toUpperCase padStart padEnd charCodeAt has get keys values entries on once off addListener removeListener addEventListener removeEventListener unref ref now subarray".split(
    " ",
  ),
);

export const divergingPaths: ReadonlySet<string> = new Set(["process.exit", "process.abort", "exit", "Deno.exit"]);

/** `JSON.parse`, `readFileSync`, `new URL`: the outcome depends on data from outside. */
export function throwsOutside(path: string): boolean {
  return /^JSON\.parse$|Sync$|^(?:decodeURI(?:Component)?|atob|structuredClone)$|(?:^|\.)throwIfAborted$/.test(path);
}
