/** Refuses to block a thread that cannot: a page's own. */

import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";

/** `instead` is what waits without blocking. */
export function requireMayBlock(called: string, instead: string): void {
  if (!mayBlock()) throw new MisuseError(`\`${called}\` would block a page's own thread, which cannot sleep: use \`${instead}\` there`);
}
