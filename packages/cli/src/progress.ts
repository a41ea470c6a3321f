/** One line on standard error that tells how far a long run is: on a terminal only, and only after it has been long. */

import type { World } from "./world.ts";

export interface Progress {
  readonly report: (done: number, total: number) => void;
  /** Takes the line away again. */
  readonly finish: () => void;
}

const patience = 400;
/** Redrawing more often costs time and shows nothing. */
const pause = 100;

export function progressOn({ err, now }: World): Progress {
  const start = now();
  let drawn: number | undefined;
  return {
    report: (done, total) => {
      if (!err.isTerminal || now() - start < patience) return;
      if (drawn !== undefined && now() - drawn < pause) return;
      drawn = now();
      err.write(`\r\u001B[Kchecked ${done} of ${total} files`);
    },
    finish: () => {
      if (drawn !== undefined) err.write("\r\u001B[K");
      drawn = undefined;
    },
  };
}
