interface AgentEvent {
  readonly type: "text" | "finished" | "run-error";
  readonly text: string;
}

export class RunError extends Error {}

function parseEvents(block: string): AgentEvent[] {
  return block
    .split("\n\n")
    .filter((part) => part.startsWith("data: "))
    .map((part) => JSON.parse(part.slice(6)) as AgentEvent);
}

function handle(event: AgentEvent, onText: (text: string) => void): void {
  if (event.type === "run-error") throw new RunError(event.text);
  if (event.type === "text") onText(event.text);
}

export async function readAgentStream(response: Response, onText: (text: string) => void): Promise<void> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    const decoder = new TextDecoder();
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const event of parseEvents(decoder.decode(value, { stream: true }))) handle(event, onText);
    }
  } finally {
    reader.releaseLock();
  }
}
