/** What the exit code of the command says. */

export const exitCode = {
  /** Everything asked for was checked and nothing found. */
  clean: 0,
  findings: 1,
  /** Wrong use or configuration, or something asked for could not be checked. */
  misuse: 2,
  /** A fault of Freehold's own. */
  bug: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
