/** How many random sequences a model-based test tries: few beside other work, many on request. */

/** `FREEHOLD_SEQUENCES=100000` is what a release is tried with. */
export const sequences = Number(
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env["FREEHOLD_SEQUENCES"] ?? 2000,
);
