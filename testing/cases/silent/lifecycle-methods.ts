/** Frameworks call the second half of the pair. */

import { Worker } from "node:worker_threads";

declare class Pool { constructor(options: object); connect(): Promise<{ release(): void }>; end(): Promise<void> }
declare function onUnmounted(body: () => void): void;
declare function onMounted(body: () => void): void;

export class DatabaseModule {
  private pool: Pool | undefined;
  onModuleInit(): void {
    this.pool = new Pool({ max: 4 });
  }
  async onModuleDestroy(): Promise<void> {
    await this.pool?.end();
    this.pool = undefined;
  }
}

export class ClockElement extends HTMLElement {
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly observer = new MutationObserver(() => this.render());

  connectedCallback(): void {
    this.observer.observe(this, { attributes: true });
    this.timer = setInterval(() => this.render(), 1000);
  }
  disconnectedCallback(): void {
    this.observer.disconnect();
    clearInterval(this.timer);
  }
  private render(): void {
    this.textContent = new Date().toLocaleTimeString();
  }
}

export function setup(file: string): { post(job: unknown): void } {
  let worker: Worker | undefined;
  onMounted(() => {
    worker = new Worker(file);
  });
  onUnmounted(() => {
    void worker?.terminate();
  });
  return { post: (job) => worker?.postMessage(job) };
}

export class Job {
  private socket: WebSocket | null = null;
  start(url: string): void {
    this.stop();
    this.socket = new WebSocket(url);
    this.socket.onclose = () => {
      this.socket = null;
    };
  }
  stop(): void {
    this.socket?.close();
    this.socket = null;
  }
}
