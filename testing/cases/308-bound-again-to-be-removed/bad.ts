import { closeSync, openSync, writeSync } from "node:fs";

interface LogRecord {
  readonly level: number;
  readonly msg: string;
}

export class FileHandler {
  #descriptor: number | undefined;
  #buffer: string[] = [];
  constructor(
    private readonly filename: string,
    private readonly scope: EventTarget,
  ) {}

  setup(): void {
    this.#descriptor = openSync(this.filename, "a");
    this.scope.addEventListener("unload", this.#unload.bind(this));
  }

  handle(record: LogRecord): void {
    this.#buffer.push(record.msg);
    if (record.level > 30 || this.#buffer.length > 100) this.flush();
  }

  flush(): void {
    if (this.#descriptor === undefined) return;
    writeSync(this.#descriptor, this.#buffer.join("\n"));
    this.#buffer = [];
  }

  destroy(): void {
    this.flush();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.scope.removeEventListener("unload", this.#unload);
  }

  #unload(): void {
    this.destroy();
  }
}
