/** The arm of a `select` that sends. */

import type { Arm } from "./arm.ts";
import { addHandle, dropHandle, type LocalChannel } from "./local-channel.ts";
import { discardPacked, pack } from "./message.ts";
import { sendNow } from "./send-operation.ts";

/** It is ready when there is a place. `live` gives the channel, or throws when the handle has ended. */
export function sendArm<R>(live: () => LocalChannel, value: unknown, then: () => R): Arm<R> {
  return {
    begin: () => {
      const channel = live();
      addHandle(channel, "send");
      let packed = packOr(value, () => dropHandle(channel, "send"));
      return {
        watches: [channel.words.sendGate.watch],
        readyAt: () => Infinity,
        announce: () => {},
        attempt: () => {
          // `sendNow` discards what it does not send, and an attempt may be made again.
          const sent = sendNow(channel, value, packed ?? pack(value));
          packed = undefined;
          return sent ? then : undefined;
        },
        finish: () => {
          if (packed !== undefined) discardPacked(packed);
          dropHandle(channel, "send");
        },
      };
    },
  };
}

/** `undo` runs when it cannot be packed. */
function packOr(value: unknown, undo: () => void): number | undefined {
  try {
    return pack(value);
  } catch (error) {
    undo();
    throw error;
  }
}
