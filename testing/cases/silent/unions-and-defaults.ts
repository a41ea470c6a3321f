/** `||`, `??`, ternaries: sometimes a fresh value, sometimes a given one. */

import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { Agent, request } from "node:https";

const shared = new Agent({ keepAlive: true });

export interface Options { readonly agent?: Agent; readonly out?: Writable; readonly signal?: AbortSignal }

export function fetchInto(url: string, options: Options = {}): void {
  const out = options.out ?? process.stdout;
  const agent = options.agent || shared;
  request(url, { agent, signal: options.signal }, (response) => response.pipe(out)).end();
}

export function output(path?: string): Writable {
  return path === undefined || path === "-" ? process.stdout : createWriteStream(path);
}

export class Client {
  private readonly agent: Agent;
  private readonly ownsAgent: boolean;
  constructor(agent?: Agent) {
    this.agent = agent ?? new Agent({ maxSockets: 4 });
    this.ownsAgent = agent === undefined;
  }
  get(url: string): void {
    request(url, { agent: this.agent }).end();
  }
  close(): void {
    if (this.ownsAgent) this.agent.destroy();
  }
}

export function controllerFor(signal?: AbortSignal): AbortController {
  const controller = new AbortController();
  const parent = signal ?? new AbortController().signal;
  parent.addEventListener("abort", () => controller.abort(parent.reason), { once: true, signal: controller.signal });
  return controller;
}
