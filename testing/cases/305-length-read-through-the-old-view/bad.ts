interface QuickJsModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _QTS_GetOwnPropertyNames(context: number, out: number, count: number, value: number, flags: number): number;
}
interface HeapArray {
  readonly typedArray: Uint32Array;
  readonly pointer: number;
}

export class ModuleMemory {
  constructor(readonly module: QuickJsModule) {}

  newPointerArray(length: number): HeapArray {
    const pointer = this.module._malloc(4 * length);
    return { pointer, typedArray: new Uint32Array(this.module.HEAPU8.buffer, pointer, length) };
  }
}

export function ownPropertyNames(module: QuickJsModule, context: number, value: number): number[] {
  const out = module._malloc(8);
  const view = new Uint32Array(module.HEAPU8.buffer, out, 2);
  try {
    const failed = module._QTS_GetOwnPropertyNames(context, out, out + 4, value, 1);
    if (failed !== 0) throw new Error("could not get the names");
    const first = view[0] ?? 0;
    const count = view[1] ?? 0;
    return Array.from(new Uint32Array(module.HEAPU8.buffer, first, count));
  } finally {
    module._free(out);
  }
}
