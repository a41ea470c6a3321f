/** HTTP of Node: servers, agents, requests and sessions, all of which end with their connection. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

const server: TypeModel = {
  what: "a listening server",
  strength: "soft",
  release: ["close", "closeAllConnections", "[Symbol.asyncDispose]"],
  leak: "It keeps its port and keeps the process alive.",
  endless: true,
};
const agent: TypeModel = {
  what: "a pool of connections",
  strength: "soft",
  release: ["destroy"],
  leak: "Kept connections stay open until the other side ends them.",
};
const message: TypeModel = {
  what: "a response to read",
  strength: "soft",
  release: ["resume", "destroy", "[Symbol.asyncDispose]"],
  leak: "A response that nobody reads keeps its connection, which is not used again.",
};
const request: TypeModel = {
  what: "a request",
  strength: "soft",
  release: ["end", "destroy", "abort", "[Symbol.asyncDispose]"],
  leak: "It is not sent to its end, and the connection stays open until a time-out.",
};

/** The server's side of a request: what comes after its end is lost, loudly. */
const response: TypeModel = {
  ...request,
  useAfter: "Nothing is sent: `write` fails with `write after end`, and changing headers throws `ERR_HTTP_HEADERS_SENT`.",
  safeAfter: [
    "headersSent",
    "statusCode",
    "statusMessage",
    "finished",
    "writable",
    "writableEnded",
    "writableFinished",
    "writableNeedDrain",
    "destroyed",
    "closed",
    "errored",
    "req",
    "socket",
    "connection",
    "locals",
    "getHeader",
    "getHeaders",
    "getHeaderNames",
    "hasHeader",
    "flushHeaders",
    "uncork",
    "cork",
    "setTimeout",
    ...emitterMembers,
  ],
};

export const http: Model = {
  modules: ["node:http", "http"],
  types: {
    Server: server,
    Agent: agent,
    ClientRequest: request,
    ServerResponse: response,
    IncomingMessage: message,
  },
  functions: {
    createServer: { result: { kind: "fresh", type: "Server" }, takes: { "*": "stores" } },
    request: { result: { kind: "fresh", type: "ClientRequest" }, takes: { "*": "stores" } },
    "new Agent": { result: { kind: "fresh", type: "Agent" } },
  },
};

export const https: Model = {
  modules: ["node:https", "https"],
  types: { Server: server, Agent: agent },
  functions: {
    createServer: { result: { kind: "fresh", type: "Server" }, takes: { "*": "stores" } },
    request: { result: { kind: "fresh", type: "node:http:ClientRequest" }, takes: { "*": "stores" } },
    "new Agent": { result: { kind: "fresh", type: "Agent" } },
  },
};

export const http2: Model = {
  modules: ["node:http2", "http2"],
  types: {
    Http2Server: server,
    Http2SecureServer: server,
    ClientHttp2Session: {
      what: "an HTTP/2 session",
      strength: "soft",
      release: ["close", "destroy"],
      leak: "The connection stays open until the other side ends it, and keeps the process alive.",
    },
    ClientHttp2Stream: request,
  },
  functions: {
    connect: { result: { kind: "fresh", type: "ClientHttp2Session" }, takes: { "*": "stores" } },
    createServer: { result: { kind: "fresh", type: "Http2Server" }, takes: { "*": "stores" } },
    createSecureServer: { result: { kind: "fresh", type: "Http2SecureServer" }, takes: { "*": "stores" } },
    "ClientHttp2Session.request": { result: { kind: "fresh", type: "ClientHttp2Stream", within: "this" } },
  },
};
