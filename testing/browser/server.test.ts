/** The server of the browser's page hears nobody but that page, and serves nothing but what was listed. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "freehold-server-"));
const reports: string[] = [];
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  writeFileSync(join(folder, "index.html"), "<title>page</title>");
  writeFileSync(join(folder, "secret.js"), "secret");
  server = await serve(folder, ["index.html"], (report: string) => void reports.push(report));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** As it is written: `fetch` would tidy paths up. */
function send({ path = new URL(server.url).pathname, method = "GET", headers = {} }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      response.resume().on("end", () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.on("error", reject).end();
  });
}

test("the page gets what lets it share memory, and nothing may frame or read it", async () => {
  const { status, headers } = await send({});
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
  expect(headers).not.toHaveProperty("access-control-allow-origin");
});

const inside = (name: string) => new URL(server.url).pathname + name;

test.for<readonly [string, number, () => Sent]>([
  ["the path without the secret", 404, () => ({ path: "/" })],
  ["a wrong secret", 404, () => ({ path: `/${"0".repeat(48)}/` })],
  ["a file that lies there but was not listed", 404, () => ({ path: inside("secret.js") })],
  ["a way out", 404, () => ({ path: inside("../../../../etc/passwd") })],
  ["a way out in disguise", 404, () => ({ path: inside("%2e%2e/%2e%2e/etc/passwd") })],
  ["a way out by backslashes", 404, () => ({ path: inside("..\\..\\etc\\passwd") })],
  ["a zero in the name", 404, () => ({ path: inside("index.html%00.js") })],
  ["a whole URL", 404, () => ({ path: server.url })],
  ["a name of every object", 404, () => ({ path: inside("constructor") })],
  ["a host that was rebound to this machine", 403, () => ({ headers: { host: "evil.example" } })],
  ["the host without its port", 403, () => ({ headers: { host: "127.0.0.1" } })],
  ["another origin", 403, () => ({ headers: { origin: "https://evil.example" } })],
  ["the origin of a file", 403, () => ({ headers: { origin: "null" } })],
  ["a page of another site", 403, () => ({ headers: { "sec-fetch-site": "cross-site" } })],
  ["a page of another port", 403, () => ({ headers: { "sec-fetch-site": "same-site" } })],
  ["a report from another origin", 403, () => ({ path: inside("report"), method: "POST", headers: { origin: "https://evil.example" } })],
  ["a report without the secret", 404, () => ({ path: "/report", method: "POST" })],
  ["a question before a request", 405, () => ({ method: "OPTIONS" })],
  ["a change", 405, () => ({ method: "PUT" })],
  ["the end", 405, () => ({ method: "DELETE" })],
])("%s is answered by %i", async ([, status, sent]) => {
  const answer = await send(sent());
  expect(answer.status).toBe(status);
  expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  expect(reports).toEqual([]);
});
