/** How many random sequences a model-based test tries: some beside other work, many on request. */

import { checked } from "#checks";

/** Where places are remembered each step takes ten times as long. */
const besideOtherWork = checked ? 2000 : 10_000;

/** `npm run test:sequences` sets it to what a release is tried with. */
export const sequences = Number(
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env["FREEHOLD_SEQUENCES"] ?? besideOtherWork,
);
