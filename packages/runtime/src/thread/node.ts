/** Threads by Node's `worker_threads`. Nothing is imported, so that browsers and bundlers never look for it. */

import { checked } from "#checks";
import type { Platform, Port, RunningWorker, UrlConstructor, WorkerEnd, WorkerOptions } from "./platform.ts";
import type { Start } from "./start.ts";

declare const URL: UrlConstructor;

type Url = InstanceType<UrlConstructor>;

interface NodeWorker {
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
  terminate(): Promise<number>;
  unref(): void;
}

interface WorkerThreads {
  readonly Worker: new (url: Url, options: object) => NodeWorker;
  readonly workerData: unknown;
  receiveMessageOnPort(port: Port): { readonly message: unknown } | undefined;
}

interface Process {
  readonly execArgv: readonly string[];
  getBuiltinModule(name: "node:worker_threads"): WorkerThreads;
  getBuiltinModule(name: "node:fs"): { existsSync(path: Url): boolean };
  getBuiltinModule(name: "node:module"): { createRequire(url: string): { resolve(name: string): string } };
  getBuiltinModule(name: "node:url"): { pathToFileURL(path: string): Url };
  getBuiltinModule(name: "node:os"): { availableParallelism(): number };
}

/** `undefined` elsewhere. */
export function nodePlatform(): Platform | undefined {
  const { process } = globalThis as { readonly process?: Partial<Process> };
  return typeof process?.getBuiltinModule === "function" ? platformOf(process as Process) : undefined;
}

function platformOf(process: Process): Platform {
  const threads = process.getBuiltinModule("node:worker_threads");
  return {
    startWorker: (start, transfer, options, onEnd) => {
      const worker = new threads.Worker(entry(process), {
        workerData: start,
        transferList: transfer,
        name: options.name,
        execArgv: flags(process),
        resourceLimits: limits(options),
      });
      return watch(worker, onEnd);
    },
    whenStarted: (begin) => begin(threads.workerData as Start),
    receiveNow: (port) => {
      const received = threads.receiveMessageOnPort(port);
      return received === undefined ? undefined : { data: received.message };
    },
    parallelism: () => process.getBuiltinModule("node:os").availableParallelism(),
  };
}

function watch(worker: NodeWorker, onEnd: (end: WorkerEnd) => void): RunningWorker {
  let end: WorkerEnd = { kind: "exited" };
  worker.on("error", (error) => {
    const { code } = Object(error) as { readonly code?: unknown };
    end = { kind: code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : "uncaught", error };
  });
  worker.on("exit", () => onEnd(end));
  return {
    terminate: () => void worker.terminate(),
    unref: () => worker.unref(),
  };
}

/** Beside this file; else, when a bundler has moved this file, in the installed package. */
function entry(process: Process): Url {
  const beside = new URL("./worker.js", import.meta.url);
  if (process.getBuiltinModule("node:fs").existsSync(beside)) return beside;
  const installed = process
    .getBuiltinModule("node:module")
    .createRequire(import.meta.url)
    .resolve("freehold/worker");
  return process.getBuiltinModule("node:url").pathToFileURL(installed);
}

/**
 * Threads run the same build as the one that spawns them, whatever conditions chose that one; and what is built, for a worker of
 * Node 20 runs no TypeScript.
 */
function flags({ execArgv }: Process): readonly string[] {
  const conditions = checked ? ["--conditions=development"] : [];
  const rest = execArgv.join("\n").replaceAll(/^(?:--conditions|-C)[=\n](?:development|source)$/gm, "");
  return [...rest.split("\n").filter((flag) => flag !== ""), ...conditions];
}

function limits({ stackSize, heapSize }: WorkerOptions): object {
  const megabyte = 1 << 20;
  return {
    ...(stackSize === undefined ? {} : { stackSizeMb: Math.ceil(stackSize / megabyte) }),
    ...(heapSize === undefined ? {} : { maxOldGenerationSizeMb: Math.ceil(heapSize / megabyte) }),
  };
}
