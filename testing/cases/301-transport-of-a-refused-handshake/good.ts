interface Tool {
  readonly name: string;
}
declare class StdioClientTransport {
  constructor(options: { command: string; args: readonly string[] });
  start(): Promise<void>;
  close(): Promise<void>;
}
declare class Client {
  constructor(info: { name: string; version: string });
  connect(transport: StdioClientTransport): Promise<void>;
  listTools(): Promise<{ tools: Tool[] }>;
  close(): Promise<void>;
}
type Status = { kind: "connected"; client: Client } | { kind: "failed"; reason: string };

function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`timed out after ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export async function create(name: string, command: readonly string[], timeout: number): Promise<Status> {
  const transport = new StdioClientTransport({ command: command[0] ?? "", args: command.slice(1) });
  const client = new Client({ name, version: "1" });
  try {
    await transport.start();
    await withTimeout(client.connect(transport), timeout);
    return { kind: "connected", client };
  } catch (error) {
    await transport.close().catch(() => undefined);
    return { kind: "failed", reason: String(error) };
  }
}
