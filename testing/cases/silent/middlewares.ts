/** A resource that lives as long as the request. */

import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";

declare class PoolClient { query(sql: string): Promise<object[]>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }
export interface Context { readonly request: IncomingMessage; readonly response: ServerResponse; client?: PoolClient; state: Record<string, unknown> }
export type Next = () => Promise<void>;
export type Middleware = (context: Context, next: Next) => Promise<void>;

export function database(pool: Pool): Middleware {
  return async (context, next) => {
    const client = await pool.connect();
    context.client = client;
    try {
      await next();
    } finally {
      delete context.client;
      client.release();
    }
  };
}

export const timing: Middleware = async (context, next) => {
  const timer = setTimeout(() => console.warn("slow", context.request.url), 1000);
  try {
    await next();
  } finally {
    clearTimeout(timer);
  }
};

export function accessLog(path: string): Middleware {
  return async (context, next) => {
    await next();
    await using file = await open(path, "a");
    await file.appendFile(`${context.request.url} ${context.response.statusCode}\n`);
  };
}

export function perRequest(pool: Pool): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (_, response) => {
    const client = await pool.connect();
    response.once("close", () => client.release());
    try {
      response.end(JSON.stringify(await client.query("select 1")));
    } catch (error) {
      response.destroy(error as Error);
    }
  };
}
