/** Readers and writers: released, closed, cancelled, aborted, or given away with the stream. */

export async function first<T>(stream: ReadableStream<T>): Promise<T | undefined> {
  const reader = stream.getReader();
  try {
    return (await reader.read()).value;
  } finally {
    await reader.cancel();
  }
}

export async function peek(stream: ReadableStream<Uint8Array>): Promise<[Uint8Array | undefined, ReadableStream<Uint8Array>]> {
  const [left, right] = stream.tee();
  const head = await first(left);
  return [head, right];
}

export async function writeAll(writable: WritableStream<string>, parts: readonly string[]): Promise<void> {
  const writer = writable.getWriter();
  try {
    for (const part of parts) await writer.write(part);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}

export function fromReader<T>(source: ReadableStream<T>): ReadableStream<T> {
  const reader = source.getReader();
  return new ReadableStream<T>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

export class Sink {
  private readonly writer: WritableStreamDefaultWriter<string>;
  constructor(writable: WritableStream<string>) {
    this.writer = writable.getWriter();
  }
  write(text: string): Promise<void> {
    return this.writer.write(text);
  }
  close(): Promise<void> {
    return this.writer.close();
  }
}

export async function text(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let result = "";
  for await (const chunk of body) result += decoder.decode(chunk, { stream: true });
  return result + decoder.decode();
}
