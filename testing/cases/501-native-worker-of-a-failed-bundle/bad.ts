interface WorkerOptions {
  readonly taskQueue: string;
  readonly workflowsPath?: string;
}
interface NativeWorkerLike {
  pollActivityTask(): Promise<ArrayBuffer>;
  initiateShutdown(): void;
  finalizeShutdown(): Promise<void>;
}
declare class NativeConnection {
  static connect(options: { address: string }): Promise<NativeConnection>;
  close(): Promise<void>;
}
declare const native: { newWorker(connection: NativeConnection, taskQueue: string): Promise<NativeWorkerLike> };
declare function bundleWorkflowCode(path: string): Promise<{ code: string }>;
declare function compileWorkflows(code: string): (name: string) => unknown;

export class Worker {
  protected constructor(
    protected readonly connection: NativeConnection,
    protected readonly nativeWorker: NativeWorkerLike,
    protected readonly workflows: ((name: string) => unknown) | undefined,
  ) {}

  static async create(address: string, options: WorkerOptions): Promise<Worker> {
    const connection = await NativeConnection.connect({ address });
    const nativeWorker = await native.newWorker(connection, options.taskQueue);
    if (options.workflowsPath === undefined) return new Worker(connection, nativeWorker, undefined);
    const bundle = await bundleWorkflowCode(options.workflowsPath);
    return new Worker(connection, nativeWorker, compileWorkflows(bundle.code));
  }
}
