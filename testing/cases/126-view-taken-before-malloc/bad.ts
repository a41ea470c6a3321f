export interface Codec {
  readonly memory: WebAssembly.Memory;
  malloc(size: number): number; // may grow the memory
  free(pointer: number): void;
  index(data: number, size: number, out: number): number;
}

export function buildIndex(codec: Codec, stream: Uint8Array): number {
  const data = codec.malloc(stream.length);
  const heap = new Uint8Array(codec.memory.buffer);
  const out = codec.malloc(256);
  heap.set(stream, data);
  try {
    return codec.index(data, stream.length, out);
  } finally {
    codec.free(out);
    codec.free(data);
  }
}
