interface QuickJsModule {
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _QTS_GetLength(context: number, out: number, value: number): number;
}

export function lengthOf(module: QuickJsModule, context: number, value: number): number | undefined {
  const pointer = module._malloc(4);
  const out = new Uint32Array(module.HEAPU8.buffer, pointer, 1);
  try {
    const status = module._QTS_GetLength(context, pointer, value);
    return status < 0 ? undefined : out[0];
  } finally {
    module._free(pointer);
  }
}
