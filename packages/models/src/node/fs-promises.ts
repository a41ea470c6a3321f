/** Ownership in `node:fs/promises`: file handles, directory handles, watchers. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

export const fsPromises: Model = {
  modules: ["node:fs/promises", "fs/promises"],
  types: {
    FileHandle: {
      what: "an open file",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      finishes: ["close", "[Symbol.asyncDispose]"],
      leak: "The descriptor stays open until the collector happens to close it, with a warning; from Node 25 on that is an error which ends the process.",
      useAfter: "The call rejects with `EBADF: file closed`.",
      safeAfter: ["fd", ...emitterMembers],
      derived: ["fd"],
    },
    DisposableTempDir: {
      what: "a temporary directory",
      strength: "hard",
      release: ["remove", "[Symbol.asyncDispose]"],
      leak: "The directory and all that was written into it stay on the disk.",
    },
  },
  functions: {
    open: { result: { kind: "fresh", type: "FileHandle", awaited: true }, throws: "outside" },
    opendir: { result: { kind: "fresh", type: "node:fs:Dir", awaited: true }, throws: "outside" },
    mkdtempDisposable: { result: { kind: "fresh", type: "DisposableTempDir", awaited: true }, throws: "outside" },
    mkdtemp: { result: { kind: "fresh", type: "node:fs:temporaryDirectory", awaited: true }, throws: "outside" },
    rm: { takes: { "0": "releases" } },
    rmdir: { takes: { "0": "releases" } },
    watch: { result: { kind: "shared" } },
    // These streams close the file when they end or fail, unless told otherwise: the file is theirs.
    "FileHandle.createReadStream": { takes: { this: "stores" } },
    "FileHandle.createWriteStream": { takes: { this: "stores" } },
    "FileHandle.readLines": { takes: { this: "stores" } },
    // This one leaves the file open unless told otherwise.
    "FileHandle.readableWebStream": { result: { kind: "derived", from: "this" } },
  },
  shapes: [{ names: ["FileHandle"], members: ["close", "read"], type: "FileHandle" }],
};
