/** What may be left behind, as data. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { Owner } from "../../facts/facts.ts";
import type { Repeated } from "./repeated-code.ts";

interface EachTime {
  readonly kind: "each-time";
  readonly tier: "definite" | "maybe";
  readonly span: Span;
  readonly repeated: Repeated;
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
  /** A method that has itself called again by frames or timers, of an object that has an end. */
  | { readonly kind: "endless-loop"; readonly tier: "maybe"; readonly span: Span; readonly object: string; readonly end: Body }
  /** A timer whose code relies on a slot that the end empties. */
  | {
      readonly kind: "emptied-timer";
      readonly tier: "maybe";
      readonly span: Span;
      readonly slot: string;
      readonly use: Span;
      readonly end: Body;
    }
  /** Cleared when a promise is fulfilled, and not when it is rejected. */
  | { readonly kind: "half-cleared-timer"; readonly tier: "maybe"; readonly span: Span; readonly cleared: Span }
  /** A timer whose code fills a slot, or connects what is in it, that the end has closed. */
  | {
      readonly kind: "reopening-timer";
      readonly tier: "maybe";
      readonly span: Span;
      readonly slot: string;
      readonly opening: Span;
      readonly end: Body;
    }
  /** On what the code borrows from each time. */
  | {
      readonly kind: "borrower-listener";
      readonly tier: "maybe";
      readonly object: string;
      readonly event: string;
      readonly span: Span;
      readonly borrowed: Span;
    }
  /** By code that runs again and again, on the page or the process. */
  | (EachTime & { readonly what: "listener"; readonly object: string; readonly event: string; readonly removal: string })
  /** By code that runs again and again, open. */
  | (EachTime & { readonly what: "resource"; readonly owner: Owner })
  /** On what outlives the object that listens. */
  | {
      readonly kind: "kept-listener";
      readonly tier: "maybe";
      readonly object: string;
      readonly event: string;
      readonly span: Span;
      readonly owner: string;
      readonly end: Body;
    }
  /** What would end it is dropped; that of another one is `kept`. */
  | {
      readonly kind: "dropped-subscription";
      readonly tier: "definite" | "maybe";
      /** `model.onDidChange`. */
      readonly event: string;
      readonly span: Span;
      readonly kept: Span;
      readonly owner: string;
      /** Absent where it is inherited. */
      readonly end: Body | undefined;
    };
