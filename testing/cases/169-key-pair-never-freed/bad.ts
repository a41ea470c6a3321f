export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _curve25519_donna(out: number, secret: number, base: number): number;
}

function copyIn(module: EmscriptenModule, bytes: Uint8Array): number {
  const pointer = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, pointer);
  return pointer;
}

export function publicKey(module: EmscriptenModule, secret: Uint8Array, base: Uint8Array): Uint8Array {
  const out = module._malloc(32);
  module._curve25519_donna(out, copyIn(module, secret), copyIn(module, base));
  return module.HEAPU8.slice(out, out + 32);
}
