/** Ownership in `node:fs/promises`: file handles, directory handles, watchers. */

import type { Model } from "../schema.ts";

export const fsPromises: Model = {
  modules: ["node:fs/promises", "fs/promises"],
  types: {
    FileHandle: {
      what: "an open file",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The descriptor stays open until the collector happens to close it, with a warning; from Node 25 that is an error that ends the process.",
      useAfter: "The call rejects with `EBADF: file closed`.",
      safeAfter: ["fd", "on", "once", "off", "removeListener"],
      derived: ["fd"],
    },
  },
  functions: {
    open: { result: { kind: "fresh", type: "FileHandle", awaited: true }, throws: "outside" },
    opendir: { result: { kind: "fresh", type: "node:fs:Dir", awaited: true }, throws: "outside" },
    // These streams close the file when they end or fail, unless told otherwise: the file is theirs.
    "FileHandle.createReadStream": { takes: { this: "stores" } },
    "FileHandle.createWriteStream": { takes: { this: "stores" } },
    "FileHandle.readLines": { takes: { this: "stores" } },
    // This one leaves the file open unless told otherwise.
    "FileHandle.readableWebStream": { result: { kind: "derived", from: "this" } },
    "FileHandle.read": { throws: "outside" },
    "FileHandle.readv": { throws: "outside" },
    "FileHandle.readFile": { throws: "outside" },
    "FileHandle.write": { throws: "outside" },
    "FileHandle.writev": { throws: "outside" },
    "FileHandle.writeFile": { throws: "outside" },
    "FileHandle.appendFile": { throws: "outside" },
    "FileHandle.stat": { throws: "outside" },
    "FileHandle.sync": { throws: "outside" },
    "FileHandle.datasync": { throws: "outside" },
    "FileHandle.truncate": { throws: "outside" },
    "FileHandle.chmod": { throws: "outside" },
    "FileHandle.chown": { throws: "outside" },
    "FileHandle.utimes": { throws: "outside" },
    // Given a handle instead of a path, they leave it open.
    readFile: { throws: "outside" },
    writeFile: { throws: "outside" },
    appendFile: { throws: "outside" },
  },
  shapes: [{ names: ["FileHandle"], members: ["close", "read"], type: "FileHandle" }],
};
