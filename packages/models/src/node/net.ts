/** Sockets and servers of `node:net`, `node:tls` and `node:dgram`: they end themselves, with the other side or the process. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

const socket: TypeModel = {
  what: "a socket",
  strength: "soft",
  release: ["destroy", "end", "destroySoon", "resetAndDestroy", "[Symbol.asyncDispose]"],
  leak: "The connection stays open until the other side ends it, and keeps the process alive.",
  endless: true,
};
const server: TypeModel = {
  what: "a listening server",
  strength: "soft",
  release: ["close", "[Symbol.asyncDispose]"],
  leak: "It keeps its port and keeps the process alive.",
  endless: true,
  useAfter: "A server that is closed has no address: `address()` gives `null`.",
  safeAfter: ["listen", "listening", "ref", "unref", "getConnections", "closeAllConnections", "closeIdleConnections", ...emitterMembers],
};

export const net: Model = {
  modules: ["node:net", "net"],
  types: {
    Socket: socket,
    Server: server,
    BoundSocket: { what: "a bound socket", strength: "soft", release: ["close", "[Symbol.dispose]"] },
  },
  functions: {
    connect: { result: { kind: "fresh", type: "Socket" }, takes: { "*": "stores" } },
    createConnection: { result: { kind: "fresh", type: "Socket" }, takes: { "*": "stores" } },
    createServer: { result: { kind: "fresh", type: "Server" }, takes: { "*": "stores" } },
    "new Socket": { result: { kind: "fresh", type: "Socket" }, takes: { "0.fd": "stores" } },
    "new Server": { result: { kind: "fresh", type: "Server" }, takes: { "*": "stores" } },
    "Server.listen": { result: { kind: "same", as: "this" }, takes: { "*": "stores" } },
    "Socket.connect": { result: { kind: "same", as: "this" }, takes: { "*": "stores" } },
  },
};

export const tls: Model = {
  modules: ["node:tls", "tls"],
  types: { TLSSocket: socket, Server: server },
  functions: {
    // It reads and ends the socket it is given.
    connect: { result: { kind: "fresh", type: "TLSSocket" }, takes: { "0.socket": "stores", "*": "stores" } },
    createServer: { result: { kind: "fresh", type: "Server" }, takes: { "*": "stores" } },
    "new TLSSocket": { result: { kind: "wraps", what: "0" } },
  },
};

export const dgram: Model = {
  modules: ["node:dgram", "dgram"],
  types: {
    Socket: {
      what: "a datagram socket",
      strength: "soft",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "Once bound it keeps its port and keeps the process alive.",
      endless: true,
      useAfter: "The call throws, mostly `ERR_SOCKET_DGRAM_NOT_RUNNING`.",
      doubleRelease: "The second `close()` throws `ERR_SOCKET_DGRAM_NOT_RUNNING`.",
      safeAfter: ["ref", "unref", ...emitterMembers],
    },
  },
  functions: { createSocket: { result: { kind: "fresh", type: "Socket" }, takes: { "*": "stores" } } },
};
