/** Clients of services that are made once and kept: databases, brokers, remote procedures, traces. */

import type { Model, TypeModel } from "../schema.ts";

/** Soft: most live as long as the process. */
const client = (...release: readonly string[]): TypeModel => ({
  what: "a client",
  strength: "soft",
  release,
  leak: "Its connections stay open and keep the process alive.",
});

export const prisma: Model = {
  modules: ["@prisma/client"],
  types: { PrismaClient: client("$disconnect", "[Symbol.asyncDispose]") },
  functions: { "new PrismaClient": { result: { kind: "fresh", type: "PrismaClient" } } },
};

export const cassandra: Model = {
  modules: ["cassandra-driver"],
  types: { Client: client("shutdown") },
  functions: { "new Client": { result: { kind: "fresh", type: "Client" } } },
};

export const nats: Model = {
  modules: ["@nats-io/nats-core", "@nats-io/transport-node", "nats"],
  types: { NatsConnection: client("drain", "close") },
  functions: { connect: { result: { kind: "fresh", type: "NatsConnection", awaited: true }, throws: "outside" } },
};

export const grpc: Model = {
  modules: ["@grpc/grpc-js"],
  types: { Client: client("close") },
  functions: { "new Client": { result: { kind: "fresh", type: "Client" } } },
};

export const openTelemetry: Model = {
  modules: ["@opentelemetry/api"],
  types: {
    Span: { what: "an open span", strength: "soft", release: ["end"], leak: "The span is never exported: it is missing from the trace." },
  },
  functions: { "Tracer.startSpan": { result: { kind: "fresh", type: "Span" } } },
};
