export function broadcast(frames: readonly Window[], origin: string, bytes: Uint8Array<ArrayBuffer>): void {
  for (const frame of frames) {
    const copy = bytes.slice();
    frame.postMessage({ kind: "state", bytes: copy }, origin, [copy.buffer]);
  }
}
