interface HtModule {
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _indexOf(data: number, size: number, out: number): number;
}

export function parseIndex(module: HtModule, bytes: Uint8Array): number {
  const data = module._malloc(bytes.length);
  const heap = module.HEAPU8;
  const out = module._malloc(64);
  heap.set(bytes, data);
  const status = module._indexOf(data, bytes.length, out);
  module._free(out);
  module._free(data);
  return status;
}
