/**
 * Serves one folder to one browser on this machine, and takes one kind of report. A page may share memory only with the headers below, and
 * whatever else runs in a browser may try to talk to this port: so the path begins with a secret, the host is named, and no other origin is heard.
 */

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8" };

const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  // Inline functions are made of their text, and the fast paths are WebAssembly.
  "Content-Security-Policy": "default-src 'none'; script-src 'self' 'unsafe-eval'; worker-src 'self'; connect-src 'self'",
};

const mostBytes = 1 << 26;

/**
 * @typedef {object} Server
 * @property {string} url  Of the page.
 * @property {() => void} close
 */

/**
 * @param {string} folder
 * @param {readonly string[]} files  All that is served.
 * @param {(report: string) => void} onReport
 * @returns {Promise<Server>}
 */
export function serve(folder, files, onReport) {
  const token = randomBytes(24).toString("hex");
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 30_000 }, (request, response) => {
    const status = answer({ folder, files, token, origin: originOf(server), onReport }, request, response);
    if (status !== undefined) response.writeHead(status, headers).end();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ url: `${originOf(server)}/${token}/`, close: () => void server.close().closeAllConnections() });
    });
  });
}

/** @param {import("node:http").Server} server */
function originOf(server) {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
}

/**
 * @typedef {object} Serving
 * @property {string} folder
 * @property {readonly string[]} files
 * @property {string} token
 * @property {string} origin
 * @property {(report: string) => void} onReport
 */

/**
 * Gives the status of a refusal.
 * @param {Serving} serving
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {number | undefined}
 */
function answer({ folder, files, token, origin, onReport }, request, response) {
  const from = request.headers.origin;
  if (`http://${request.headers.host}` !== origin || (from !== undefined && from !== origin)) return 403;
  if (!["same-origin", "none", undefined].includes(/** @type {string | undefined} */ (request.headers["sec-fetch-site"]))) return 403;
  const name = request.url?.startsWith(`/${token}/`) === true ? request.url.slice(token.length + 2) || "index.html" : undefined;
  if (name === undefined) return 404;
  if (request.method === "POST" && name === "report") return receive(request, response, onReport);
  if (request.method !== "GET") return 405;
  // A list, not a folder: no path leads out of it.
  if (!files.includes(name)) return 404;
  const type = types[/** @type {keyof typeof types} */ (extname(name))];
  response.writeHead(200, { ...headers, "Content-Type": type }).end(readFileSync(join(folder, name)));
  return undefined;
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {(report: string) => void} onReport
 */
function receive(request, response, onReport) {
  /** @type {Buffer[]} */
  const parts = [];
  let length = 0;
  request.on("data", (/** @type {Buffer} */ part) => {
    length += part.length;
    if (length > mostBytes) request.destroy();
    else parts.push(part);
  });
  request.on("end", () => {
    response.writeHead(204, headers).end();
    onReport(Buffer.concat(parts).toString("utf8"));
  });
  return undefined;
}
