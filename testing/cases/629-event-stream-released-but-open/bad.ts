export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

async function* readFrom(stream: ReadableStream<string>): AsyncGenerator<string, void> {
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

export async function* parseEvents(response: Response): AsyncGenerator<ServerEvent, void> {
  if (response.body === null) throw new Error("no body");
  let buffer = "";
  for await (const text of readFrom(response.body.pipeThrough(new TextDecoderStream()))) {
    buffer += text;
    const frames = buffer.split("\n\n");
    buffer = frames.pop() ?? "";
    for (const frame of frames) {
      const [type = "message", data = ""] = frame.split("\n");
      if (type === "error") throw new Error(data);
      yield { type, data };
    }
  }
}
