/** Files, sockets and processes of Deno. */

import type { FunctionModel, Model, TypeModel } from "./schema.ts";

const opens: FunctionModel = { result: { kind: "fresh", type: "FsFile", awaited: true }, throws: "outside" };
const opensNow: FunctionModel = { result: { kind: "fresh", type: "FsFile" }, throws: "outside" };
const soft = (what: string, ...release: readonly string[]): TypeModel => ({
  what,
  strength: "soft",
  release: [...release, "[Symbol.dispose]"],
  leak: "It stays open and keeps the process alive.",
});

export const deno: Model = {
  modules: ["global", "deno"],
  types: {
    FsFile: {
      what: "an open file",
      strength: "hard",
      release: ["close", "[Symbol.dispose]"],
      leak: "The descriptor stays open until the process ends.",
      useAfter: "The call throws `BadResource: Bad resource ID`.",
      endsThrough: ["readable", "writable"],
    },
    FsWatcher: soft("a file watcher", "close"),
    Conn: soft("a connection", "close"),
    Listener: soft("a listening server", "close"),
  },
  functions: {
    "Deno.open": opens,
    "Deno.create": opens,
    "Deno.openSync": opensNow,
    "Deno.createSync": opensNow,
    "Deno.watchFs": { result: { kind: "fresh", type: "FsWatcher" }, throws: "outside" },
    "Deno.connect": { result: { kind: "fresh", type: "Conn", awaited: true }, throws: "outside" },
    "Deno.listen": { result: { kind: "fresh", type: "Listener" }, throws: "outside" },
  },
};
