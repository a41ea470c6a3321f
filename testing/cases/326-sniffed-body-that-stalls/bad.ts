class BodyTimeoutError extends Error {}

async function withBodyTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyTimeoutError("no body")), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function sniffForEvents(response: Response, limit: number, ms: number): Promise<boolean> {
  if (response.body === null) return false;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < limit) {
    const { done, value } = await withBodyTimeout(reader.read(), ms);
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (text.startsWith("data:")) break;
  }
  await reader.cancel();
  return text.startsWith("data:");
}
