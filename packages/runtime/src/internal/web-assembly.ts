/** The few parts of WebAssembly that are used here, and whether the engine has them: the compiler's own types come with the whole DOM. */

/** Memory that several threads share and that grows in place: what was seen before stays where it was. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  /** By pages of 64 KiB. Throws when the maximum is reached. */
  grow(pages: number): number;
}

interface WebAssemblyNamespace {
  readonly Memory: new (descriptor: { readonly initial: number; readonly maximum: number; readonly shared: true }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: unknown };
}

export const pageSize = 65_536;

/** `undefined` where there is no WebAssembly, and where no memory of this size is given. */
export function wasmMemory(initial: number, maximum: number): WasmMemory | undefined {
  try {
    const memory = namespace()?.Memory;
    return memory === undefined ? undefined : new memory({ initial, maximum, shared: true });
  } catch {
    return undefined;
  }
}

export function isWasmMemory(value: unknown): value is WasmMemory {
  const memory = namespace()?.Memory;
  return memory !== undefined && value instanceof memory;
}

/** What the module exports, over `memory`; `undefined` where the page's policy forbids to compile. */
export function instantiate(bytes: Uint8Array, memory: WasmMemory): unknown {
  try {
    const wasm = namespace();
    return wasm === undefined ? undefined : new wasm.Instance(new wasm.Module(bytes), { shared: { memory } }).exports;
  } catch {
    return undefined;
  }
}

function namespace(): WebAssemblyNamespace | undefined {
  return (globalThis as { readonly WebAssembly?: WebAssemblyNamespace }).WebAssembly;
}
