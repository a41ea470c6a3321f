/** What every pair may use, once in each language. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Preludes {
  readonly rust: string;
  readonly typescript: string;
}

/** Next to `src`, and so next to what is built of it. */
const folder = join(import.meta.dirname, "..");

export function preludes(): Preludes {
  return {
    rust: readFileSync(join(folder, "prelude.rs"), "utf8"),
    typescript: readFileSync(join(folder, "prelude.ts"), "utf8"),
  };
}
