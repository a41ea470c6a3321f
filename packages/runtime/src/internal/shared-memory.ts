/** The one memory that a family of threads shares: made when it is first needed, or taken over from the thread that started this one. */

import { MisuseError } from "./errors.ts";
import { isWasmMemory, pageSize, wasmMemory, type WasmMemory } from "./web-assembly.ts";

/** What `spawn` posts to a new thread, which adopts it. */
export type Shareable = WasmMemory | SharedArrayBuffer;

/** Windows on the memory. They are as long as it was when they were made, and stay valid when it grows. */
export interface Views {
  readonly words: Int32Array;
  readonly floats: Float64Array;
  readonly bytes: Uint8Array;
  readonly longs: BigInt64Array;
}

/** Tells our memory from any other: the first word of each. */
const magic = 0x46_48_30_31;

const initialPages = 16;

/** The largest that the engine gives: address space, not memory. */
const maximumPages = [16_384, 4096, 1024];

let source: Shareable | undefined;
let views: Views | undefined;

/** Makes the memory if there is none yet. */
export function currentViews(): Views {
  return views ?? begin();
}

export function words(): Int32Array {
  return (views ?? begin()).words;
}

export function floats(): Float64Array {
  return (views ?? begin()).floats;
}

export function bytes(): Uint8Array {
  return (views ?? begin()).bytes;
}

export function longs(): BigInt64Array {
  return (views ?? begin()).longs;
}

/** What another thread needs to join the family. */
export function shareable(): Shareable {
  currentViews();
  return source!;
}

/** Joins the family of the thread that gave `memory`. Must come before anything else is shared; the same memory again does nothing. */
export function adopt(memory: unknown): void {
  if (!isWasmMemory(memory) && !(memory instanceof SharedArrayBuffer)) {
    throw new MisuseError("`adopt` needs the shared memory of another thread and was given something else");
  }
  if (source !== undefined) {
    if (bufferOf(source) === bufferOf(memory)) return;
    throw new MisuseError("this thread shares a memory already: it cannot join the threads of another one");
  }
  const buffer = bufferOf(memory);
  if (buffer.byteLength < pageSize || Atomics.load(new Int32Array(buffer, 0, 1), 0) !== magic) {
    throw new MisuseError("`adopt` was given memory that this library has not made");
  }
  source = memory;
  refresh();
}

/** Makes the first `byteLength` bytes visible here: another thread may have grown the memory. `false` when there are not as many. */
export function reach(byteLength: number): boolean {
  if (byteLength <= currentViews().bytes.length) return true;
  refresh();
  return byteLength <= currentViews().bytes.length;
}

/** Makes the memory at least as large as this, `false` when it may not be. Several threads may do so at once. */
export function grow(byteLength: number): boolean {
  if (reach(byteLength)) return true;
  // A half more than asked, so that growing is rare; just what was asked when that is too much.
  const before = currentViews().bytes.length;
  return tryGrow(Math.max(byteLength, Math.floor(before * 1.5)), byteLength) || tryGrow(byteLength, byteLength);
}

function tryGrow(wanted: number, byteLength: number): boolean {
  const more = Math.ceil(wanted / pageSize) * pageSize - currentViews().bytes.length;
  try {
    if (isWasmMemory(source)) source.grow(more / pageSize);
    else (source as GrowableBuffer).grow(currentViews().bytes.length + more);
  } catch {
    // At its maximum, or another thread was quicker.
  }
  return reach(byteLength);
}

/** ES2024's growable buffer. */
interface GrowableBuffer extends SharedArrayBuffer {
  grow(byteLength: number): void;
}

function begin(): Views {
  source = make();
  Atomics.store(new Int32Array(bufferOf(source), 0, 1), 0, magic);
  return refresh();
}

function make(): Shareable {
  for (const pages of maximumPages) {
    const memory = wasmMemory(initialPages, pages);
    if (memory !== undefined) return memory;
  }
  const Growable = SharedArrayBuffer as unknown as new (length: number, options: { readonly maxByteLength: number }) => SharedArrayBuffer;
  return new Growable(initialPages * pageSize, { maxByteLength: maximumPages.at(-1)! * pageSize });
}

function refresh(): Views {
  const buffer = bufferOf(source!);
  // The length is named: a view that follows a growable buffer is three times slower.
  const length = buffer.byteLength;
  views = {
    words: new Int32Array(buffer, 0, length / 4),
    floats: new Float64Array(buffer, 0, length / 8),
    bytes: new Uint8Array(buffer, 0, length),
    longs: new BigInt64Array(buffer, 0, length / 8),
  };
  return views;
}

function bufferOf(memory: Shareable): SharedArrayBuffer {
  return isWasmMemory(memory) ? memory.buffer : memory;
}
