/** Checksums, computed in WebAssembly: memory that grows, and values that are freed by hand. */

export interface ChecksumModule {
  readonly memory: WebAssembly.Memory;
  readonly checksum: (start: number, length: number) => number;
}

/** As the bindings' generator writes it: an address in linear memory, and `free` to give it back. */
export declare class Hasher {
  private constructor();
  static create(seed: number): Hasher;
  readonly __wbg_ptr: number;
  free(): void;
  update(bytes: Uint8Array): void;
  digest(): string;
}

const page = 65_536;

/** Wrong: growing the memory detaches every view of it. */
export function checksumOf(module: ChecksumModule, bytes: Uint8Array): number {
  const view = new Uint8Array(module.memory.buffer);
  const missing = bytes.length - view.length;
  if (missing > 0) module.memory.grow(Math.ceil(missing / page));
  view.set(bytes, 0); // planted: stale-view
  return module.checksum(0, bytes.length);
}

/** Right: grows first, and takes the view afterwards. */
export function checksumOfText(module: ChecksumModule, text: string): number {
  const bytes = new TextEncoder().encode(text);
  const missing = bytes.length - module.memory.buffer.byteLength;
  if (missing > 0) module.memory.grow(Math.ceil(missing / page));
  new Uint8Array(module.memory.buffer).set(bytes, 0);
  return module.checksum(0, bytes.length);
}

/** Wrong: asks a freed hasher; its address may belong to another one by then. */
export function hashOf(parts: readonly Uint8Array[]): string {
  const hasher = Hasher.create(0);
  try {
    for (const part of parts) hasher.update(part);
  } finally {
    hasher.free();
  }
  return hasher.digest(); // planted: use-after-release
}

/** Right: asks before it frees. */
export function shortHashOf(part: Uint8Array): string {
  const hasher = Hasher.create(1);
  try {
    hasher.update(part);
    return hasher.digest().slice(0, 8);
  } finally {
    hasher.free();
  }
}
