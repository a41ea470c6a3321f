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

declare const URL: UrlConstructor;
declare const Worker: new (url: InstanceType<UrlConstructor>, options: { readonly type: "module"; readonly name: string }) => WebWorker;

export function webPlatform(): Platform {
  const scope = globalThis as unknown as Port & { readonly navigator?: { readonly hardwareConcurrency?: number } };
  return {
    startWorker: (start, transfer, { name }, onEnd) => {
      // Bundlers look for exactly this expression: they make a file of its own of what it names.
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name });
      worker.postMessage(start, transfer);
      return watch(worker, onEnd);
    },
    whenStarted: (begin) => {
      scope.addEventListener("message", ({ data }) => begin(data as Start), { once: true });
    },
    receiveNow: () => undefined,
    parallelism: () => scope.navigator?.hardwareConcurrency ?? 1,
  };
}

/** A worker of the web lives on after an error that nobody caught; here it ends, as a thread of Node does. */
function watch(worker: WebWorker, onEnd: (end: WorkerEnd) => void): RunningWorker {
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker.terminate();
    onEnd({ kind: "uncaught", error: event.error ?? new Error(event.message ?? "the worker could not be loaded") });
  });
  return {
    terminate: () => {
      worker.terminate();
      onEnd({ kind: "exited" });
    },
    unref: () => {},
  };
}
