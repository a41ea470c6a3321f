declare class NativeConnection {
  static connect(options: { address: string; tls?: object }): Promise<NativeConnection>;
  close(): Promise<void>;
}
declare class Worker {
  static create(options: { connection: NativeConnection; taskQueue: string; workflowsPath: string }): Promise<Worker>;
  run(): Promise<void>;
}
interface Env {
  readonly address: string;
  readonly taskQueue: string;
}

export async function runWorker({ address, taskQueue }: Env): Promise<void> {
  const connection = await NativeConnection.connect({ address, tls: {} });
  const worker = await Worker.create({ connection, taskQueue, workflowsPath: "./workflows" });
  console.log("worker connection established");
  await worker.run();
}
