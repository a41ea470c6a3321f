/** The shop's HTTP interface. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import type { Pool } from "pg";
import { importJson } from "./catalogue-import.ts";
import { exportEverything } from "./catalogue-export.ts";
import type { Config } from "./config.ts";
import { addLine, cancelOrder, dayReport, orderById, ordersOf, type OrderLine } from "./orders.ts";
import { waitForPayment } from "./payments.ts";
import { receiptStream } from "./receipts.ts";
import { computeReport } from "./report-worker.ts";
import { Stock } from "./stock.ts";
import { readUpload, saveUpload } from "./uploads.ts";

interface Shop {
  readonly config: Config;
  readonly pool: Pool;
  readonly stock: Stock;
}

type Handler = (shop: Shop, request: IncomingMessage, parts: readonly string[]) => Promise<unknown>;

const routes: Readonly<Record<string, Handler>> = {
  "GET orders": (shop, _request, [id]) => orderById(shop.pool, Number(id)),
  "DELETE orders": (shop, _request, [id]) => cancelOrder(shop.pool, Number(id)),
  "POST orders": async (shop, request, [id]) => {
    const line = (await jsonOf(shop, request)) as OrderLine;
    if (!(await shop.stock.take(line.article, line.quantity))) return { problem: "sold out" };
    return addLine(shop.pool, Number(id), line);
  },
  "GET customers": (shop, _request, [name]) => ordersOf(shop.pool, name ?? ""),
  "GET days": (shop, _request, [day]) => dayReport(shop.pool, day ?? ""),
  "GET years": async (shop, _request, [year]) => {
    const { rows } = await shop.pool.query<{ total: number }>("select total from orders where year = $1", [year]);
    return computeReport({ year: Number(year), totals: rows.map((row) => row.total) });
  },
  "GET payments": (shop, _request, [id]) => waitForPayment(shop.pool, Number(id)),
  "GET receipts": (shop, _request, [id]) => receiptStream(shop.config.dataDirectory, Number(id)),
  "PUT catalogue": async (shop, request) => {
    const path = join(shop.config.dataDirectory, "catalogue.json");
    await saveUpload(await bodyOf(shop, request), path);
    await exportEverything(shop.config.dataDirectory, await importJson(path));
  },
};

/** Right: a server lives as long as the program; `main` closes it. */
export function createShopServer(shop: Shop): Server {
  return createServer((request, response) => {
    handle(shop, request)
      .then((result) => answer(response, 200, result))
      .catch((error: unknown) => fail(response, error));
  });
}

async function handle(shop: Shop, request: IncomingMessage): Promise<unknown> {
  const [resource = "", ...parts] = (request.url ?? "/").slice(1).split("/");
  const handler = routes[`${request.method} ${resource}`];
  if (handler === undefined) return { problem: "no such thing" };
  return handler(shop, request, parts);
}

async function answer(response: ServerResponse, status: number, result: unknown): Promise<void> {
  if (result instanceof ReadableStream) {
    response.writeHead(status, { "content-type": "application/pdf" });
    return pipeline(result, response);
  }
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(result ?? null));
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else void answer(response, 500, { problem: String(error) });
}

async function jsonOf(shop: Shop, request: IncomingMessage): Promise<unknown> {
  return JSON.parse(Buffer.concat(await bodyOf(shop, request)).toString("utf8"));
}

function bodyOf(shop: Shop, request: IncomingMessage): Promise<Uint8Array[]> {
  return readUpload(Readable.toWeb(request), shop.config.maximumUploadBytes);
}
