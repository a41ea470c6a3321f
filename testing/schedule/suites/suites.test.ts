/** The runtime's algorithms, explored completely. */

import { describe, test } from "vitest";
import { explore } from "../src/explore.ts";
import { mustHold } from "../src/print.ts";
import { lockWord } from "./lock-word.ts";

describe.for(Object.entries({ "lock word": lockWord }))("%s", ([, proofs]) => {
  test.for(proofs.map((proof) => [proof.title, proof] as const))("%s", ([, { program, limits }]) => {
    mustHold(explore(program, limits));
  });
});
