/** `{ client, release }`, `[value, release]`, `const { port1, port2 } = …`. */

import { MessageChannel, Worker } from "node:worker_threads";

declare class Client { query(sql: string): Promise<object[]> }
export interface Lease { readonly client: Client; readonly release: () => void }
declare function lease(): Promise<Lease>;
declare function withResolvers<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void };

export async function query(sql: string): Promise<object[]> {
  const { client, release } = await lease();
  try {
    return await client.query(sql);
  } finally {
    release();
  }
}

export async function twice(sql: string): Promise<object[]> {
  const leased = await lease();
  const { client, release: done } = leased;
  try {
    await client.query(sql);
    return await leased.client.query(sql);
  } finally {
    done();
  }
}

export function channelTo(worker: Worker): MessageChannel["port1"] {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  port1.unref();
  return port1;
}

export function deferred(): { promise: Promise<void>; done(): void } {
  const { promise, resolve } = withResolvers<void>();
  return { promise, done: () => resolve() };
}

export async function ask(worker: Worker, question: unknown): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise((resolve) => {
      port1.once("message", resolve);
      worker.postMessage({ question, port: port2 }, [port2]);
    });
  } finally {
    port1.close();
  }
}
