/** Messages between windows, workers and ports: what is in a transfer list is gone for the sender. And open channels. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model, TypeModel } from "../schema.ts";

/** `postMessage(v, [x])` and `postMessage(v, { transfer: [x] })`: the value is copied, the list moves. */
const posts: FunctionModel = { takes: { "0": "borrows", "1": "transfers" }, throws: "cloning" };

const channel = (what: string, leak: string): TypeModel => ({ what, strength: "soft", release: ["close"], leak });

export const messaging: Model = {
  modules: ["global"],
  types: {
    MessagePort: { ...channel("a message port", "It and its other end stay alive together, with all they capture."), movable: true },
    BroadcastChannel: {
      ...channel("a broadcast channel", "It goes on receiving every message until the page goes."),
      useAfter: "Posting to it throws an `InvalidStateError`.",
      safeAfter: ["name", "onmessage", "onmessageerror", ...emitterMembers],
    },
    Worker: {
      what: "a running worker",
      // Soft: the collector may end a worker that nobody can reach any more, and pages keep most of theirs for life.
      strength: "soft",
      release: ["terminate"],
      idleUntil: ["postMessage"],
      leak: "The thread and its memory stay until the page goes.",
    },
    SharedWorker: { what: "a shared worker", strength: "none", release: [] },
    WebSocket: channel("a connection", "It stays open until the other side ends it."),
    EventSource: channel("a connection", "It stays open, and opens again whenever it breaks."),
    RTCDataChannel: { ...channel("a data channel", "It stays open until its connection ends."), movable: true },
  },
  functions: {
    structuredClone: { takes: { "0": "borrows", "1": "transfers" } },
    // A worker's own gives the list second, a window's third.
    postMessage: { takes: { "0": "borrows", "1": "transfers", "2": "transfers" } },
    "Worker.postMessage": posts,
    "MessagePort.postMessage": posts,
    "ServiceWorker.postMessage": posts,
    "Client.postMessage": posts,
    "BroadcastChannel.postMessage": {},
    "new Worker": { result: { kind: "fresh", type: "Worker" } },
    "new BroadcastChannel": { result: { kind: "fresh", type: "BroadcastChannel" } },
    "new WebSocket": { result: { kind: "fresh", type: "WebSocket" } },
    "new EventSource": { result: { kind: "fresh", type: "EventSource" } },
    "RTCPeerConnection.createDataChannel": { result: { kind: "fresh", type: "RTCDataChannel", within: "this" } },
  },
};
