/** What becomes of the promise that a call gives: whether the code stands still until it is settled. */

import type { BlockId, Body } from "@freehold/mir/body";
import type { Call } from "../contracts/resolve.ts";
import { definitionsOf, isReturned } from "../facts/definitions.ts";

export interface Settled {
  /** Where it is awaited. */
  readonly awaitedAt: BlockId | undefined;
  /** It is what the body gives: whoever waits for the body waits for it. */
  readonly returned: boolean;
}

export function settled(body: Body, { destination }: Call): Settled {
  const awaiting = body.blocks.find(
    ({ terminator }) =>
      terminator.kind === "await" &&
      terminator.operand.kind === "place" &&
      terminator.operand.place.path.length === 0 &&
      terminator.operand.place.local === destination.local,
  );
  return { awaitedAt: awaiting?.id, returned: isReturned(definitionsOf(body), destination.local) };
}
