interface Delta {
  readonly type: string;
  readonly delta?: string;
}
const maxResponseBytes = 16 * 1024 * 1024;

export async function* parseEvents(response: Response): AsyncGenerator<Delta> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let buffered = "";
  let total = 0;
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      total += value.byteLength;
      if (total > maxResponseBytes) throw new Error("response too large");
      buffered += decoder.decode(value, { stream: true });
      let end = buffered.indexOf("\n\n");
      while (end !== -1) {
        const event = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        const data = event.replace(/^data: ?/gm, "").trim();
        if (data !== "" && data !== "[DONE]") yield JSON.parse(data) as Delta;
        end = buffered.indexOf("\n\n");
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
