/** What a host has to offer for threads, and which host this is. */

import { nodePlatform } from "./node.ts";
import type { Start } from "./start.ts";
import { webPlatform } from "./web.ts";

declare global {
  /** Without the types of a host the compiler does not know it. */
  interface ImportMeta {
    url: string;
  }
}

/** Both hosts have it, and the language has not. */
export type UrlConstructor = new (relative: string, base: string) => { readonly href: string };

/** One end of a pair. What it is given with `transfer` moves. */
export interface Port {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void, options?: { readonly once: boolean }): void;
  postMessage(message: unknown, transfer: readonly object[]): void;
  start?(): void;
  close(): void;
  /** Node only: whether listening keeps the thread alive. */
  ref?(): void;
  unref?(): void;
}

export interface WorkerOptions {
  readonly name: string;
  /** Bytes; `undefined` for the host's own. Browsers have no such thing. */
  readonly stackSize?: number | undefined;
  readonly heapSize?: number | undefined;
}

/** How a worker ended by itself. `error` is what nobody caught. */
export interface WorkerEnd {
  readonly kind: "exited" | "uncaught" | "out of memory";
  readonly error?: unknown;
}

export interface RunningWorker {
  /** Ends it wherever in its code it is; then it tells its end as always. */
  terminate(): void;
  /** Lets the thread that started it end before it does. */
  unref(): void;
}

export interface Platform {
  startWorker(start: Start, transfer: readonly object[], options: WorkerOptions, onEnd: (end: WorkerEnd) => void): RunningWorker;
  /** In the worker: calls `begin` with what `startWorker` was given. */
  whenStarted(begin: (start: Start) => void): void;
  /** A message that has arrived, without waiting for a turn of the event loop; missing where the host cannot. */
  readonly receiveNow?: (port: Port) => { readonly data: unknown } | undefined;
  /** How many threads can run at one time. */
  parallelism(): number;
}

let chosen: Platform | undefined;

export function platform(): Platform {
  chosen ??= nodePlatform() ?? webPlatform();
  return chosen;
}

/** Hears of each message from now on, and of those that have arrived before. */
export function listen(port: Port, onMessage: (data: unknown) => void): void {
  port.addEventListener("message", ({ data }) => onMessage(data));
  port.start?.();
}

/** Two ends that belong together. */
export function portPair(): readonly [Port, Port] {
  const { MessageChannel } = globalThis as unknown as { readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port } };
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
}
