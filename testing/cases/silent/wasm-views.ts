/** Views that are made again after whatever may grow the memory. */

export interface Exports {
  readonly memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(pointer: number): void;
  encode(pointer: number, length: number): number;
}

export function encode(wasm: Exports, data: Uint8Array): Uint8Array {
  const pointer = wasm.malloc(data.length);
  try {
    new Uint8Array(wasm.memory.buffer).set(data, pointer);
    const length = wasm.encode(pointer, data.length);
    return new Uint8Array(wasm.memory.buffer, pointer, length).slice();
  } finally {
    wasm.free(pointer);
  }
}

let cached: Uint8Array | undefined;

export function bytes(memory: WebAssembly.Memory): Uint8Array {
  if (cached === undefined || cached.buffer !== memory.buffer) cached = new Uint8Array(memory.buffer);
  return cached;
}

export function ensure(memory: WebAssembly.Memory, size: number): Float64Array {
  const missing = size * 8 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  return new Float64Array(memory.buffer, 0, size);
}

export function refreshed(memory: WebAssembly.Memory): number {
  let view = new Int32Array(memory.buffer);
  view[0] = 1;
  memory.grow(1);
  view = new Int32Array(memory.buffer);
  return view[0] ?? 0;
}

export function total(memory: WebAssembly.Memory, from: number, count: number): number {
  const view = new Uint32Array(memory.buffer, from, count);
  let sum = 0;
  for (const value of view) sum += value;
  return sum;
}
