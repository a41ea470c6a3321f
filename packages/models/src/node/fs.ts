/** Ownership in `node:fs`: descriptors, which are numbers and collected by nobody, directories, watchers and file streams. */

import type { FunctionModel, Model } from "../schema.ts";

/** They use a descriptor and leave it open. */
const lends: FunctionModel = { takes: { "0": "borrows" }, throws: "outside" };
/** The same; what their callback captures is the callback's to release. */
const callsBack: FunctionModel = { takes: { "0": "borrows", "*": "stores" } };

export const fs: Model = {
  modules: ["node:fs", "fs"],
  types: {
    descriptor: {
      what: "an open file descriptor",
      strength: "hard",
      release: [],
      releasedBy: ["closeSync", "close"],
      leak: "The descriptor stays open until the process ends: it is a number, and nothing collects numbers. At the limit every `open` fails with `EMFILE`.",
      useAfter: "The call fails with `EBADF`, or reaches another file that was given the same number since.",
      doubleRelease: "The second close fails with `EBADF`, or closes another file that was given the same number since.",
      form: "number",
      argumentIsUse: true,
    },
    Dir: {
      what: "an open directory",
      strength: "hard",
      release: ["close", "closeSync", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      finishes: ["close", "[Symbol.asyncDispose]"],
      leak: "The descriptor stays open until the collector happens to close it, with a warning that is to become an error.",
      useAfter: "The call fails with `ERR_DIR_CLOSED`.",
      safeAfter: ["path"],
      endsWhenIterated: true,
    },
    DisposableTempDir: {
      what: "a temporary directory",
      strength: "hard",
      release: ["remove", "[Symbol.dispose]"],
      leak: "The directory and all that was written into it stay on the disk.",
    },
    temporaryDirectory: {
      what: "a temporary directory",
      // Soft: many leave theirs to the operating system. Code that removes it on one way means to on all.
      strength: "soft",
      release: [],
      releasedBy: ["rmSync", "rm", "rmdirSync", "rmdir"],
      leak: "The directory and all that was written into it stay on the disk.",
      useAfter: "The directory is gone: whatever is done in it fails with `ENOENT`.",
      form: "string",
    },
    FSWatcher: {
      what: "a file watcher",
      strength: "soft",
      release: ["close", "[Symbol.dispose]"],
      leak: "It keeps watching, and keeps the process alive.",
    },
    StatWatcher: {
      what: "a file watcher",
      strength: "soft",
      release: [],
      // By the name of the file.
      endedBy: ["unwatchFile"],
      leak: "The file is looked at every few seconds, and the process stays alive.",
    },
    ReadStream: {
      what: "an open file stream",
      // Soft, because it closes its file when it has been read to the end or fails.
      strength: "soft",
      release: ["destroy", "close", "[Symbol.asyncDispose]"],
      leak: "A stream that is not read to its end keeps its descriptor open.",
    },
    WriteStream: {
      what: "an open file stream",
      strength: "soft",
      release: ["end", "destroy", "close", "[Symbol.asyncDispose]"],
      leak: "The descriptor stays open, and what is still buffered may never be written.",
    },
    Utf8Stream: { what: "an open file stream", strength: "soft", release: ["end", "destroy", "[Symbol.dispose]"] },
  },
  functions: {
    openSync: { result: { kind: "fresh", type: "descriptor" }, throws: "outside" },
    open: { callback: { type: "descriptor", parameter: 1, error: 0 }, takes: { "*": "stores" } },
    opendir: { callback: { type: "Dir", parameter: 1, error: 0 }, takes: { "*": "stores" } },
    closeSync: { takes: { "0": "releases" } },
    close: { takes: { "0": "releases", "1": "stores" } },
    // `import fs from "node:fs"` reaches the promises too.
    "promises.open": { result: { kind: "fresh", type: "node:fs/promises:FileHandle", awaited: true }, throws: "outside" },
    "promises.opendir": { result: { kind: "fresh", type: "Dir", awaited: true }, throws: "outside" },
    opendirSync: { result: { kind: "fresh", type: "Dir" }, throws: "outside" },
    mkdtempDisposableSync: { result: { kind: "fresh", type: "DisposableTempDir" }, throws: "outside" },
    mkdtempSync: { result: { kind: "fresh", type: "temporaryDirectory" }, throws: "outside" },
    mkdtemp: { callback: { type: "temporaryDirectory", parameter: 1, error: 0 }, takes: { "*": "stores" } },
    "promises.mkdtemp": { result: { kind: "fresh", type: "temporaryDirectory", awaited: true }, throws: "outside" },
    rmSync: { takes: { "0": "releases" } },
    rm: { takes: { "0": "releases", "*": "stores" } },
    rmdirSync: { takes: { "0": "releases" } },
    rmdir: { takes: { "0": "releases", "*": "stores" } },
    "promises.rm": { takes: { "0": "releases" } },
    "promises.rmdir": { takes: { "0": "releases" } },
    watch: { result: { kind: "fresh", type: "FSWatcher" }, takes: { "*": "stores" }, throws: "outside" },
    watchFile: { result: { kind: "fresh", type: "StatWatcher" }, takes: { "*": "stores" } },
    // Given a descriptor or a `FileHandle`, a file stream closes it at its own end.
    createReadStream: { result: { kind: "fresh", type: "ReadStream" }, takes: { "1.fd": "stores" } },
    createWriteStream: { result: { kind: "fresh", type: "WriteStream" }, takes: { "1.fd": "stores" } },
    existsSync: { throws: "never" },
    appendFileSync: lends,
    fchmodSync: lends,
    fchownSync: lends,
    fdatasyncSync: lends,
    fstatSync: lends,
    fsyncSync: lends,
    ftruncateSync: lends,
    futimesSync: lends,
    readSync: lends,
    readvSync: lends,
    readFileSync: lends,
    writeSync: lends,
    writevSync: lends,
    writeFileSync: lends,
    read: callsBack,
    readv: callsBack,
    write: callsBack,
    writev: callsBack,
    fchmod: callsBack,
    fchown: callsBack,
    fstat: callsBack,
    fsync: callsBack,
    fdatasync: callsBack,
    ftruncate: callsBack,
    futimes: callsBack,
  },
  shapes: [{ names: ["FSWatcher"], members: ["close", "on"], type: "FSWatcher" }],
};
