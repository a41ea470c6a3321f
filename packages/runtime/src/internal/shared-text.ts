/** Short texts in shared memory, for reports only: whoever reads one while it is written gets a mixture, and nothing else happens. */

import { words } from "./shared-memory.ts";

/** Keeps the end of a text that is too long: of a place, that is file and line. */
export function writeSharedText(word: number, byteLength: number, text: string): void {
  const kept = text.slice(-byteLength);
  const view = words();
  for (let index = 0; index < byteLength / 4; index++) {
    let packed = 0;
    for (let byte = 3; byte >= 0; byte--) packed = (packed << 8) | (kept.charCodeAt(index * 4 + byte) & 0xff);
    view[word + index] = packed;
  }
}

/** `undefined` when there is none. */
export function readSharedText(word: number, byteLength: number): string | undefined {
  const view = words();
  let text = "";
  for (let index = 0; index < byteLength; index++) {
    const code = (view[word + (index >> 2)]! >> ((index & 3) * 8)) & 0xff;
    if (code === 0) break;
    text += String.fromCharCode(code);
  }
  return text === "" ? undefined : text;
}
