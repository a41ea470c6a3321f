interface Chunk<S, O> {
  readonly message?: S;
  readonly result?: O;
  readonly error?: { readonly status: string; readonly message: string };
}

export async function runFlow<S, O>(url: string, input: unknown, sendChunk: (chunk: S) => void): Promise<O> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(input) });
  if (response.body === null) throw new Error("response is empty");
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) throw new Error("stream ended without a result");
      buffer += decoder.decode(value, { stream: true });
      let end = buffer.indexOf("\n\n");
      while (end !== -1) {
        const chunk = JSON.parse(buffer.slice("data: ".length, end)) as Chunk<S, O>;
        buffer = buffer.slice(end + 2);
        if (chunk.message !== undefined) sendChunk(chunk.message);
        else if (chunk.result !== undefined) return chunk.result;
        else throw new Error(`${chunk.error?.status}: ${chunk.error?.message}`);
        end = buffer.indexOf("\n\n");
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}
