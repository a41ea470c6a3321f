interface SandboxRequest {
  readonly id: number;
  readonly method: "eval" | "load";
  readonly data: string;
}

export class Sandbox {
  private next = 0;
  constructor(private readonly worker: Worker) {}

  eval(code: string): number {
    const id = this.next++;
    const request: SandboxRequest = { id, method: "eval", data: code };
    this.worker.postMessage(request);
    return id;
  }

  terminate(): void {
    this.worker.terminate();
  }
}
