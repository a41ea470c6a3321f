/** Views of memory: which expressions make one, of whose memory, and which calls end it. */

import type { Body, Operand, Statement } from "@freehold/mir/body";
import { operandText, placeText, type CalleePath } from "../contracts/callee-path.ts";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";
import type { Definitions } from "./definitions.ts";

const viewConstructors: ReadonlySet<string> = new Set(
  "Uint8Array Int8Array Uint8ClampedArray Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array DataView".split(
    " ",
  ),
);

/** `wasm.memory`, `module.HEAPU8`. */
const growable = /(?:^|\.)(?:[#_]?(?:wasm)?memory|HEAP[UF]?\d+)$/i;

/** What Emscripten keeps is a view already. Whether its memory may grow at all was chosen when it was built. */
const heap = /\.HEAP[UF]?(?:8|16|32|64)$/;

/** A function of a module that hands out a piece of its memory. */
export const allocatingName =
  /^_*(?:wbindgen_)?(?:malloc|realloc|calloc|alloc|allocate|memory_grow|grow_memory|growMemory|new)(?:_|[A-Z]|$)/;

export const viewType: OwnedType = {
  key: "freehold:view",
  name: "view",
  what: "a view of memory",
  strength: "none",
  release: [],
  model: { what: "a view of memory", strength: "none", release: [], argumentIsUse: true },
  code: "absent",
};

/** `new Uint8Array(wasm.memory.buffer, …)` is a view with root `wasm.memory`; `new DataView(bytes)` one of `bytes`. */
export function viewRoot(body: Body, definitions: Definitions, call: Call, path: CalleePath | undefined): string | undefined {
  if (call.callee.kind === "method" && call.callee.name === "subarray") return heapViewOf(body, call.callee.receiver);
  if (call.form !== "new" || path?.modules[0] !== "global" || path.path.length !== 1 || !viewConstructors.has(path.path[0]!))
    return undefined;
  const source = call.args[0]?.value;
  if (source === undefined || call.args[0]!.spread) return undefined;
  return rootText(body, definitions, source, 0);
}

/** `const heap = module.HEAPU8` keeps the view that the module replaces when its memory grows. */
export function heapView(body: Body, statement: Statement): string | undefined {
  if (statement.kind !== "assign" || statement.target.path.length > 0 || statement.value.kind !== "use") return undefined;
  return heapViewOf(body, statement.value.operand);
}

/** `module.HEAPU8` is its own root. */
export function heapViewOf(body: Body, operand: Operand): string | undefined {
  const root = operandText(body, operand);
  return root !== undefined && heap.test(root) ? root : undefined;
}

/** `wasm` of `wasm.memory`: what has the functions that may grow it. */
export function exportsOf(root: string): string {
  return root.replace(growable, "");
}

/** Memory reached as `….memory` or `….HEAPU8` can grow; any other buffer only moves by name. */
export function isGrowable(root: string): boolean {
  return growable.test(root);
}

/** What a call does to memory it does not name: `wasm.malloc(8)` may grow `wasm.memory`, `wasm.render()` perhaps. */
export function grows(body: Body, call: Call, root: string): "no" | "perhaps" | "surely" {
  if (!isGrowable(root) || call.callee.kind !== "method") return "no";
  const receiver = operandText(body, call.callee.receiver);
  if (receiver === root && call.callee.name === "grow") return "surely";
  const exports = exportsOf(root);
  if (exports === "" || receiver !== exports || exports === "this") return "no";
  if (call.callee.name === "_free") return "no";
  return allocatingName.test(call.callee.name) && !heap.test(root) ? "surely" : "perhaps";
}

function rootText(body: Body, definitions: Definitions, operand: Operand, depth: number): string | undefined {
  if (operand.kind !== "place" || depth > 4) return undefined;
  const { local, path } = operand.place;
  const last = path.at(-1);
  if (last?.kind === "field" && last.name === "buffer") {
    const owner: Operand = { ...operand, place: { local, path: path.slice(0, -1) } };
    return placeText(body, owner.place) ?? rootText(body, definitions, owner, depth + 1);
  }
  const definition = path.length === 0 ? definitions.values.get(local) : undefined;
  if (definition?.kind === "use") return rootText(body, definitions, definition.operand, depth + 1) ?? placeText(body, operand.place);
  return placeText(body, operand.place);
}
