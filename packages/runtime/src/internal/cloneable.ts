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

/** Node 20 tags a port as the target of events that it is, too. */
function isPort(value: object): boolean {
  const { MessagePort } = globalThis as { readonly MessagePort?: new () => object };
  return MessagePort !== undefined && value instanceof MessagePort;
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}
