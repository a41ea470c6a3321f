export interface Codec {
  readonly memory: WebAssembly.Memory;
  malloc(size: number): number; // may grow the memory
  free(pointer: number): void;
  index(data: number, size: number, out: number): number;
}

export function buildIndex(codec: Codec, stream: Uint8Array): number {
  const data = codec.malloc(stream.length);
  try {
    const out = codec.malloc(256);
    try {
      new Uint8Array(codec.memory.buffer).set(stream, data);
      return codec.index(data, stream.length, out);
    } finally {
      codec.free(out);
    }
  } finally {
    codec.free(data);
  }
}
