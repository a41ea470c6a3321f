/** Threads by the browser's module workers. */

import type { Platform, Port, RunningWorker, UrlConstructor, WorkerEnd } from "./platform.ts";
import type { Start } from "./start.ts";

interface ErrorEvent {
  readonly message?: string;
  readonly error?: unknown;
  preventDefault(): void;
}

interface WebWorker extends Port {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
  terminate(): void;
}

/** The part of `navigator` that both pages and workers have. */
interface Navigator {
  readonly hardwareConcurrency?: number;
  /** Missing outside of secure contexts, where no memory is shared either. */
  readonly locks?: { request(name: string, held: () => unknown): Promise<unknown> };
}

/** The first message to a worker. */
interface WebStart {
  readonly start: Start;
  /** The name of the lock that the worker holds as long as it lives. */
  readonly lifeLock: string;
}

declare const URL: UrlConstructor;
declare const crypto: { randomUUID(): string };
declare const Worker: new (url: InstanceType<UrlConstructor>, options: { readonly type: "module"; readonly name: string }) => WebWorker;

export function webPlatform(): Platform {
  const scope = globalThis as unknown as Port & { readonly navigator?: Navigator };
  return {
    startWorker: (start, transfer, { name }, onEnd) => {
      // Bundlers look for exactly this expression: they make a file of its own of what it names.
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name });
      const lifeLock = crypto.randomUUID();
      const first: WebStart = { start, lifeLock };
      worker.postMessage(first, transfer);
      return watch(worker, () => scope.navigator?.locks?.request(lifeLock, () => {}), onEnd);
    },
    whenStarted: (begin) => {
      const hear = ({ data }: { readonly data: unknown }) => {
        const { start, lifeLock } = data as WebStart;
        const { locks } = scope.navigator ?? {};
        if (locks === undefined) return begin(start);
        // Nothing runs before: it might end the worker while nobody could know.
        void locks.request(lifeLock, () => {
          scope.postMessage("alive", []);
          begin(start);
          return new Promise(() => {});
        });
      };
      scope.addEventListener("message", hear, { once: true });
    },
    parallelism: () => scope.navigator?.hardwareConcurrency ?? 1,
  };
}

/**
 * A worker of the web lives on after an error that nobody caught; here it ends, as a thread of Node does. One that closes itself tells
 * nobody: the lock that it held, which `outlived` waits for, does.
 */
function watch(worker: WebWorker, outlived: () => Promise<unknown> | undefined, onEnd: (end: WorkerEnd) => void): RunningWorker {
  let ended = false;
  const endAs = (end: WorkerEnd) => {
    if (ended) return;
    ended = true;
    worker.terminate();
    onEnd(end);
  };
  worker.addEventListener("message", () => void outlived()?.then(() => endAs({ kind: "exited" })));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    endAs({ kind: "uncaught", error: event.error ?? new Error(event.message ?? "the worker could not be loaded") });
  });
  return { terminate: () => endAs({ kind: "exited" }), unref: () => {} };
}
