/** What may be left behind, as data. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { Owner } from "../../facts/facts.ts";
import type { Mounting } from "./mounted-code.ts";

interface EffectTrace {
  readonly kind: "effect";
  readonly tier: "definite" | "maybe";
  readonly span: Span;
  readonly mounting: Mounting;
}

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
  | { readonly kind: "lost-timer"; readonly tier: "maybe"; readonly span: Span; readonly race: Span }
  /** An interval whose handle nobody has, of an object that has an end. */
  | { readonly kind: "endless-interval"; readonly tier: "maybe"; readonly span: Span; readonly object: string; readonly end: Body }
  /** By an effect of a component, on the page. */
  | (EffectTrace & { readonly what: "listener"; readonly object: string; readonly event: string })
  /** By an effect of a component, open. */
  | (EffectTrace & { readonly what: "resource"; readonly owner: Owner })
  /** On what outlives the object that listens. */
  | {
      readonly kind: "kept-listener";
      readonly tier: "maybe";
      readonly object: string;
      readonly event: string;
      readonly span: Span;
      readonly owner: string;
      readonly end: Body;
    };
