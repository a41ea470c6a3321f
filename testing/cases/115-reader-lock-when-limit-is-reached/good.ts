export async function readAtMost(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array[]> {
  const reader = body.getReader();
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks;
      size += value.length;
      if (size > limit) throw new RangeError(`body is larger than ${limit} bytes`);
      chunks.push(value);
    }
  } finally {
    reader.releaseLock();
  }
}
