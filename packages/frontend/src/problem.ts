/** What keeps a file or a project from being checked, as a value: one clear sentence that names the place and the way out. */

import type { FilePath, Span } from "@freehold/diagnostics/span";

export type ProblemKind =
  | "path-missing"
  | "config-missing"
  | "config-broken"
  | "config-circular"
  | "reference-missing"
  | "not-a-script"
  | "file-unreadable"
  | "file-not-utf8"
  | "file-too-large"
  | "line-too-long"
  | "file-syntax"
  | "nothing-to-check"
  | "package-missing"
  | "compiler-gone";

export interface Problem {
  readonly kind: ProblemKind;
  /** Sentence case, no full stop, values in backticks. Paths are as the user would write them. */
  readonly message: string;
  readonly file?: FilePath;
  readonly span?: Span;
  /** The request itself is wrong or cannot be served; without it, everything else was checked. */
  readonly fatal: boolean;
}
