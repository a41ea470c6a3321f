/** What the engine itself brings to another thread, by copy or by move. */

/** The tags of what every engine clones by itself. */
const cloneable =
  /^\[object (?:Date|RegExp|ArrayBuffer|SharedArrayBuffer|DataView|\w+Array|Boolean|Number|String|BigInt|Blob|File|FileList|ImageData|CryptoKey|DOM(?:Matrix|Point|Quad|Rect)\w*|WebAssembly\.(?:Module|Memory))\]$/;

/** What has one owner among all threads: it can only be moved. */
const movedOnly = /^\[object (?:MessagePort|(?:Readable|Writable|Transform)Stream|ImageBitmap|OffscreenCanvas|RTCDataChannel)\]$/;

/** Whether the engine copies or moves it as one thing. */
export function isCloneable(value: object): boolean {
  return cloneable.test(tagOf(value)) || isMovedOnly(value);
}

/** Whether it can only be moved. */
export function isMovedOnly(value: object): boolean {
  return movedOnly.test(tagOf(value)) || isPort(value);
}

/** Whether its bytes have left this thread: nothing is there any more. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  if (buffer.byteLength > 0) return false;
  // To look at it throws; `ArrayBuffer.prototype.detached` is newer than the oldest engine.
  try {
    return new Uint8Array(buffer).length > 0;
  } catch {
    return true;
  }
}

/** What is wrong with what the engine would copy or move, and how to mend it; `undefined` when it can. */
export function whyStuck(value: object): string | undefined {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  if (buffer instanceof ArrayBuffer && isDetached(buffer))
    return "a buffer that was transferred before: send it from the thread that has it now, or transfer a copy, `slice()`";
  if (isLocked(value))
    return "a stream that was transferred before, or that somebody uses: release its lock, and send it from the thread that has it";
  return undefined;
}

interface StreamOrPair {
  readonly locked?: boolean;
  readonly readable?: { readonly locked?: boolean };
  readonly writable?: { readonly locked?: boolean };
}

function isLocked({ locked, readable, writable }: StreamOrPair): boolean {
  return locked === true || readable?.locked === true || writable?.locked === true;
}

/** Node 20 tags a port as the target of events that it is, too. */
function isPort(value: object): boolean {
  const { MessagePort } = globalThis as { readonly MessagePort?: new () => object };
  return MessagePort !== undefined && value instanceof MessagePort;
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}
