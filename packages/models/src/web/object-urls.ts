/** Object URLs: strings that keep a blob alive until they are revoked. */

import type { Model } from "../schema.ts";

export const objectUrls: Model = {
  modules: ["global", "node:url", "url", "node:buffer"],
  types: {
    objectUrl: {
      what: "an object URL",
      strength: "hard",
      release: [],
      releasedBy: ["URL.revokeObjectURL"],
      leak: "The blob stays in memory until the page or the process ends: a URL is a string, and nothing collects what a string names.",
      useAfter: "Loading it fails: the URL no longer leads to the blob.",
      form: "string",
    },
  },
  functions: {
    "static URL.createObjectURL": { result: { kind: "fresh", type: "objectUrl" } },
    "static URL.revokeObjectURL": { takes: { "0": "releases" }, throws: "never" },
  },
};
