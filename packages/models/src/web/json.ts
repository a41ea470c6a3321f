/** Parsing what came from outside: it fails on data, and so throws in earnest. */

import type { Model } from "../schema.ts";

export const json: Model = {
  modules: ["global"],
  functions: { "JSON.parse": { throws: "outside" } },
};
