export async function firstChunk(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader();
  const { done, value } = await reader.read();
  reader.releaseLock();
  if (done) throw new Error("empty body");
  await reader.cancel();
  return value;
}
