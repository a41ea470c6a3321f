/** What the living do for a channel when a thread has died. */

import { compareExchange, load } from "#atomics";
import { cellKind, dropCell, kindOf } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { currentThreadId } from "../internal/thread-id.ts";
import { clearPoison, recoverLock } from "../sync/lock-word.ts";
import { channelCell } from "./channel-words.ts";
import { openGateWide } from "./gate.ts";
import { abandonEnds, wordsOf } from "./local-channel.ts";
import { allObservers, wakeObservers } from "./observer.ts";
import { recoverMembership } from "./membership.ts";

/**
 * The locks of the dead are free, its ends are gone, and whoever waits looks again: the dead may have swallowed a wake-up, or have died before it gave one.
 *
 * A message is sent by one store, so it is there or it is not; the block of one that was not sent yet is lost. What the dead offered at a rendezvous
 * may still be received. Handles that were on their way to it are not counted back.
 */
export function recoverChannel(first: number, deadId: number, deadSlot: number): void {
  // Held while it is looked at: its last handle may be dropped at this moment.
  if (!keepIfHeld(first)) return;
  const words = wordsOf(first);
  for (const { lock } of [words.send, words.receive]) {
    recoverLock(lock, deadId, 1);
    clearPoison(lock);
  }
  const ends = recoverMembership(words, deadId, deadSlot, currentThreadId());
  openGateWide(words.sendGate);
  openGateWide(words.receiveGate);
  // It may have died between taking them off the gate and waking them.
  wakeObservers(allObservers);
  abandonEnds((first << 2) as Address, ends + 1);
}

/**
 * One more handle, if there is any and the channel is complete. What has a handle stays what it is; only then can it be looked at, since the cell
 * may have become something else after its kind was read.
 */
function keepIfHeld(first: number): boolean {
  let handles: number;
  do {
    handles = load(first + cell.handles);
    if (handles === 0) return false;
  } while (compareExchange(first + cell.handles, handles, handles + 1) !== handles);
  if (kindOf(first) === cellKind.channel && load(first + channelCell.block) !== 0) return true;
  // What was in it is lost if everybody else has let go of it just now: memory, and nothing that anybody waits for.
  dropCell((first << 2) as Address, () => {});
  return false;
}
