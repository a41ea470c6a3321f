/** Tells a result that nobody looks at. */

import type { Body, LocalId } from "@freehold/mir/body";
import { visitPlaces } from "@freehold/mir/walk";

/** Nobody looks at what the call gave. */
export function isUnread({ blocks, locals }: Body, local: LocalId): boolean {
  const kind = locals[local]?.kind.kind;
  if (kind !== "temporary" && kind !== "binding") return false;
  return !blocks.some(({ statements, terminator }) =>
    [...statements, terminator].some((node) => {
      let read = false;
      visitPlaces(node, (place, access) => {
        if (place.local === local && (access === "read" || access === "capture")) read = true;
      });
      return read;
    }),
  );
}
