interface Sink {
  next(value: unknown): void;
  throw(error: unknown): void;
  return(): void;
}

export async function forward(stream: ReadableStream<unknown>, sink: Sink): Promise<void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      sink.next(value);
    }
    reader.releaseLock();
    sink.return();
  } catch (error) {
    sink.throw(error);
  }
}
