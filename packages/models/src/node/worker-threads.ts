/** Threads and message ports of Node: what is transferred in a message is gone for the sender. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

const posts: FunctionModel = { takes: { "0": "borrows", "1": "transfers" }, throws: "cloning" };

export const workerThreads: Model = {
  modules: ["node:worker_threads", "worker_threads"],
  types: {
    Worker: {
      what: "a running thread",
      // Soft: a thread ends when its code does. One that listens for messages does not, but that cannot be seen from here.
      strength: "soft",
      release: ["terminate", "[Symbol.asyncDispose]"],
      leak: "A thread that waits for messages never ends: it keeps its heap, and keeps the process alive.",
      idleUntil: ["postMessage"],
      safeAfter: ["threadId", ...emitterMembers],
    },
    MessagePort: {
      what: "a message port",
      strength: "soft",
      release: ["close"],
      leak: "A port that is listened to keeps the process alive.",
      movable: true,
    },
    MessageChannel: { what: "a pair of message ports", strength: "none", release: [] },
    BroadcastChannel: {
      what: "a broadcast channel",
      strength: "soft",
      release: ["close"],
      leak: "A channel that is listened to keeps the process alive.",
      useAfter: "Posting to it throws an `InvalidStateError`.",
      safeAfter: ["name", "onmessage", "onmessageerror", "ref", "unref", ...emitterMembers],
    },
  },
  functions: {
    "new Worker": { result: { kind: "fresh", type: "Worker" }, takes: { "1.transferList": "transfers" } },
    "new BroadcastChannel": { result: { kind: "fresh", type: "BroadcastChannel" } },
    "new MessageChannel": { result: { kind: "fresh", type: "MessageChannel" } },
    "Worker.postMessage": posts,
    "MessagePort.postMessage": posts,
    "BroadcastChannel.postMessage": {},
    // The port moves into another context; what comes back is to be used instead.
    moveMessagePortToContext: { result: { kind: "fresh", type: "MessagePort" }, takes: { "0": "moves" } },
    receiveMessageOnPort: {},
  },
  shapes: [{ names: ["Worker"], members: ["terminate", "postMessage"], type: "Worker" }],
};
