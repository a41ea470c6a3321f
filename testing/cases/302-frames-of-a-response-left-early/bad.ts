export interface Frame {
  readonly headers: Record<string, string>;
  readonly payload: Uint8Array;
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function parseFrame(bytes: Uint8Array): { frame: Frame; rest: Uint8Array } | undefined {
  if (bytes.length < 4) return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (bytes.length < 4 + size) return undefined;
  return { frame: { headers: {}, payload: bytes.slice(4, 4 + size) }, rest: bytes.slice(4 + size) };
}

export async function* decodeFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const reader = body.getReader();
  let pending: Uint8Array = new Uint8Array(0);
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    pending = concat(pending, value);
    for (let next = parseFrame(pending); next !== undefined; next = parseFrame(pending)) {
      pending = next.rest;
      yield next.frame;
    }
  }
}

export async function getEvent(id: string): Promise<Frame | undefined> {
  const response = await fetch(`https://example.com/v4/events/${id}`);
  if (!response.ok || response.body === null) throw new Error(`event ${id}: ${response.status}`);
  for await (const frame of decodeFrames(response.body)) return frame;
  return undefined;
}
