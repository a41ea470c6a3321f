/** What may be left behind, as data. */

import type { Span } from "@freehold/diagnostics/span";

export type LeftBehind =
  /** On a value that goes back to a pool. */
  | {
      readonly kind: "lent-listener";
      readonly tier: "definite";
      readonly object: string;
      readonly event: string;
      readonly span: Span;
      readonly returned: readonly Span[];
    }
  /** On a signal that came from outside. */
  | { readonly kind: "abort-listener"; readonly tier: "maybe"; readonly object: string; readonly span: Span }
  | { readonly kind: "lost-timer"; readonly tier: "maybe"; readonly span: Span; readonly race: Span };
