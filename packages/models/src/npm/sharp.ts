/** sharp: an image pipeline is memory and a stream in memory, with nothing to release. */

import type { Model } from "../schema.ts";

export const sharp: Model = {
  modules: ["sharp"],
  types: { Sharp: { what: "an image pipeline", strength: "none", release: ["destroy"] } },
};
