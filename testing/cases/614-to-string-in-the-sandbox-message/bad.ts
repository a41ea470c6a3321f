interface SandboxRequest {
  readonly id: number;
  readonly method: "eval" | "load";
  readonly data: string;
}

function jsonStringifyThis(this: SandboxRequest): string {
  return JSON.stringify(this);
}

export class Sandbox {
  private next = 0;
  constructor(private readonly worker: Worker) {}

  eval(code: string): number {
    const id = this.next++;
    this.worker.postMessage({ id, method: "eval", data: code, toString: jsonStringifyThis });
    return id;
  }

  terminate(): void {
    this.worker.terminate();
  }
}
