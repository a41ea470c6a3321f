import { once } from "node:events";
import { fork, type ChildProcess } from "node:child_process";

export class BackgroundTask {
  private child: ChildProcess | undefined;
  constructor(private readonly file: string) {}

  start(): void {
    this.child ??= fork(this.file);
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (child === undefined) return;
    this.child = undefined;
    try {
      child.send({ command: "stop" });
      await once(child, "exit", { signal: AbortSignal.timeout(5000) });
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  }
}
