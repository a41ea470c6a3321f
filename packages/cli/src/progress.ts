/** One line on standard error that tells what a long run is at: on a terminal only, and only once it has been long. */

import type { Phase } from "@freehold/frontend/statistics";
import type { World } from "./world.ts";

export interface Progress {
  readonly begin: (phase: Phase | "check") => void;
  /** Takes the line away again. */
  readonly finish: () => void;
}

const patience = 400;

const words: Readonly<Record<Phase | "check", string>> = {
  start: "starting TypeScript",
  discover: "finding the project",
  open: "opening the project",
  read: "reading files",
  parse: "reading files",
  lower: "reading files",
  names: "reading files",
  validate: "reading files",
  select: "asking for types",
  ask: "asking for types",
  number: "asking for types",
  check: "checking",
};

export function progressOn({ err, now }: World): Progress {
  const start = now();
  let drawn = "";
  return {
    begin: (phase) => {
      if (!err.isTerminal || now() - start < patience || drawn === words[phase]) return;
      drawn = words[phase];
      err.write(`\r\u001B[K${drawn} …`);
    },
    finish: () => {
      if (drawn !== "") err.write("\r\u001B[K");
      drawn = "";
    },
  };
}
