/** Buffers that are sent away and never looked at again, or copied first. */

export function send(worker: Worker, bytes: Uint8Array<ArrayBuffer>): void {
  worker.postMessage({ kind: "bytes", bytes }, [bytes.buffer]);
}

export function sendCopy(worker: Worker, bytes: Uint8Array<ArrayBuffer>): number {
  const copy = bytes.slice();
  worker.postMessage(copy, [copy.buffer]);
  return bytes.length;
}

export function sendAll(worker: Worker, parts: Uint8Array<ArrayBuffer>[]): number {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  worker.postMessage(parts, parts.map((part) => part.buffer));
  parts.length = 0;
  return total;
}

export function sendLarge(worker: Worker, buffer: ArrayBuffer): ArrayBuffer | undefined {
  if (buffer.byteLength < 1024) {
    worker.postMessage(buffer);
    return buffer;
  }
  worker.postMessage(buffer, [buffer]);
  return undefined;
}

export function grown(buffer: ArrayBuffer, size: number): ArrayBuffer {
  return buffer.transfer(size);
}

export function moved(buffer: ArrayBuffer): Uint8Array {
  buffer = structuredClone(buffer, { transfer: [buffer] });
  return new Uint8Array(buffer);
}

export function detachedOr(buffer: ArrayBuffer): number {
  return buffer.detached ? 0 : buffer.byteLength;
}

export async function roundTrip(worker: Worker, buffer: ArrayBuffer): Promise<ArrayBuffer> {
  worker.postMessage(buffer, [buffer]);
  return new Promise((resolve) => {
    worker.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => resolve(event.data), { once: true });
  });
}
