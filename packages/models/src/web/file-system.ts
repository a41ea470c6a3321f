/** The file system of the web: exclusive handles on a file, and writers whose text is kept only when they are closed. */

import type { Model } from "../schema.ts";

export const fileSystem: Model = {
  modules: ["global"],
  types: {
    FileSystemSyncAccessHandle: {
      what: "an exclusive handle on a file",
      strength: "hard",
      release: ["close"],
      leak: "The file stays locked: every other `createSyncAccessHandle` and `createWritable` on it fails with `NoModificationAllowedError`.",
      useAfter: "The call throws an `InvalidStateError`: the handle is closed.",
    },
    FileSystemWritableFileStream: {
      what: "an open file writer",
      strength: "hard",
      release: ["close", "abort"],
      leak: "Nothing that was written reaches the file: it is replaced only when the writer is closed.",
      useAfter: "Writing rejects with a `TypeError`: the stream is closed.",
      safeAfter: ["locked"],
    },
  },
  functions: {
    "FileSystemFileHandle.createSyncAccessHandle": {
      result: { kind: "fresh", type: "FileSystemSyncAccessHandle", awaited: true },
      throws: "outside",
    },
    // The quota can be used up, the disk full.
    "FileSystemSyncAccessHandle.write": { throws: "outside" },
    "FileSystemSyncAccessHandle.truncate": { throws: "outside" },
    "FileSystemSyncAccessHandle.flush": { throws: "outside" },
    "FileSystemFileHandle.createWritable": {
      result: { kind: "fresh", type: "FileSystemWritableFileStream", awaited: true },
      throws: "outside",
    },
  },
  shapes: [{ names: ["FileSystemSyncAccessHandle"], members: ["close"], type: "FileSystemSyncAccessHandle" }],
};
