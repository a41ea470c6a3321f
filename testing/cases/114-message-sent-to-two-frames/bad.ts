export function broadcast(frames: readonly Window[], origin: string, bytes: Uint8Array<ArrayBuffer>): void {
  for (const frame of frames) {
    frame.postMessage({ kind: "state", bytes }, origin, [bytes.buffer]);
  }
}
