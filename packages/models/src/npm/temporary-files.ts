/** Temporary files of `tmp` and `tmp-promise`: they stay on the disk until they are removed. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

/** Soft: `setGracefulCleanup` removes them when the process ends, and it is called once for all of them. */
const temporary = (what: string, release: string): TypeModel => ({
  what,
  strength: "soft",
  release: [release],
  leak: "It stays on the disk, and the descriptor of a file stays open.",
});
const makes = (type: string): FunctionModel => ({ result: { kind: "fresh", type }, throws: "outside" });
const promises = (type: string): FunctionModel => ({ result: { kind: "fresh", type, awaited: true }, throws: "outside" });

export const tmp: Model = {
  modules: ["tmp"],
  types: { FileResult: temporary("a temporary file", "removeCallback"), DirResult: temporary("a temporary directory", "removeCallback") },
  functions: { fileSync: makes("FileResult"), dirSync: makes("DirResult") },
};

export const tmpPromise: Model = {
  modules: ["tmp-promise"],
  types: { FileResult: temporary("a temporary file", "cleanup"), DirectoryResult: temporary("a temporary directory", "cleanup") },
  functions: { file: promises("FileResult"), dir: promises("DirectoryResult") },
};
