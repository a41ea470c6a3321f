export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _curve25519_donna(out: number, secret: number, base: number): number;
}

function withBytes<T>(module: EmscriptenModule, bytes: Uint8Array, body: (pointer: number) => T): T {
  const pointer = module._malloc(bytes.length);
  try {
    module.HEAPU8.set(bytes, pointer);
    return body(pointer);
  } finally {
    module._free(pointer);
  }
}

export function publicKey(module: EmscriptenModule, secret: Uint8Array, base: Uint8Array): Uint8Array {
  return withBytes(module, new Uint8Array(32), (out) =>
    withBytes(module, secret, (key) =>
      withBytes(module, base, (point) => {
        module._curve25519_donna(out, key, point);
        return module.HEAPU8.slice(out, out + 32);
      }),
    ),
  );
}
