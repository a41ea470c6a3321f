/** Views of memory: which expressions make one, of whose memory, and which calls end it. */

import type { Body, Operand } from "@freehold/mir/body";
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

const allocatingName = /^_*(?:wbindgen_)?(?:malloc|realloc|calloc|alloc|allocate|memory_grow|grow_memory|growMemory|new)(?:_|[A-Z]|$)/;

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
  if (call.form !== "new" || path?.modules[0] !== "global" || path.path.length !== 1 || !viewConstructors.has(path.path[0]!))
    return undefined;
  const source = call.args[0]?.value;
  if (source === undefined || call.args[0]!.spread) return undefined;
  return rootText(body, definitions, source, 0);
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
  const exports = root.replace(growable, "");
  if (exports === "" || receiver !== exports || exports === "this") return "no";
  return allocatingName.test(call.callee.name) ? "surely" : "perhaps";
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
