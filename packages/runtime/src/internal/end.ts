/** How the life of a handle ended: moved or dropped, and in checked builds where. */

import { checked, here } from "#checks";
import { DroppedError, MovedError, type FreeholdError } from "./errors.ts";

export interface End {
  readonly kind: "moved" | "dropped";
  /** Checked builds only. */
  readonly place: string | undefined;
}

/** One for all in lean builds, so that ending a handle allocates nothing. */
const moved: End = { kind: "moved", place: undefined };
const dropped: End = { kind: "dropped", place: undefined };

/** The caller moves it away right now. */
export function movedHere(): End {
  return checked ? { kind: "moved", place: here() } : moved;
}

/** The caller drops it right now. */
export function droppedHere(): End {
  return checked ? { kind: "dropped", place: here() } : dropped;
}

/** Dropped in a walk that began at `place`. */
export function droppedAt(place: string | undefined): End {
  return checked ? { kind: "dropped", place } : dropped;
}

/** What using a handle of class `type` throws after its end. */
export function afterEnd(type: string, end: End): FreeholdError {
  return end.kind === "moved"
    ? new MovedError(
        `this \`${type}\` was moved out of and holds nothing: use the value where it went, or clone it before the move`,
        end.place,
      )
    : new DroppedError(`this \`${type}\` was dropped and holds nothing: drop it after its last use, or clone it before`, end.place);
}
