/** What an `await` may let through, as data. */

import type { Span } from "@freehold/diagnostics/span";

export type Race = {
  readonly tier: "definite" | "maybe";
  /** The place, as written: `this.socket`. */
  readonly object: string;
  /** What was checked before; absent where nothing was. */
  readonly check: Span | undefined;
  readonly wait: Span;
  readonly write: Span;
} &
  /** `by`: the one call that acquires it; absent where making it and starting it are two. */
  (
    | { readonly kind: "acquired-twice"; readonly what: string; readonly by: string | undefined }
    /** `ending`: the function that ends the place and sets `flag`; without one, the start that is `check`ed is awaited by nobody. */
    | { readonly kind: "adopted-late"; readonly flag: string | undefined; readonly ending: string; readonly at: Span }
    /** `at`: where the count is lowered again. */
    | { readonly kind: "counted-late"; readonly at: Span }
    /** `at`: where the flag is set that was checked. */
    | { readonly kind: "flagged-late"; readonly what: string; readonly by: string; readonly at: Span }
    /** A promise that is to keep others from beginning once more. */
    | { readonly kind: "kept-late" }
    /** `putting`: the function that fills the place meanwhile. */
    | { readonly kind: "removed-late"; readonly putting: string; readonly at: Span }
  );
