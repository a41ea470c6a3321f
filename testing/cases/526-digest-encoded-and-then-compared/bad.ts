const alphabet = "0123456789abcdef";

function detach(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const offset = size - bytes.byteLength;
  const output = new Uint8Array(bytes.buffer.transfer(size));
  output.copyWithin(offset, 0, offset === 0 ? size : size - offset);
  return output;
}

export function encodeHex(source: string | ArrayBuffer): string {
  const input = typeof source === "string" ? new TextEncoder().encode(source) : new Uint8Array(source);
  const output = detach(input, input.byteLength * 2);
  let text = "";
  for (const byte of output.subarray(output.length / 2)) text += alphabet[byte >> 4]! + alphabet[byte & 15]!;
  return text;
}

export async function isSigned(key: CryptoKey, payload: ArrayBuffer, signature: ArrayBuffer): Promise<boolean> {
  console.debug(`checking ${encodeHex(payload)}`);
  return crypto.subtle.verify("Ed25519", key, signature, payload);
}
