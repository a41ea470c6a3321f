/** What the living do for a dead thread: its locks become free and poisoned, its waits are passed on, its record and free blocks go to others. */

import { load, notify, store } from "#atomics";
import { recoverChannel } from "../channel/recover-channel.ts";
import { cellKind, cellLink, forEachCell } from "../internal/cells.ts";
import { giveAllFree } from "../internal/heap.ts";
import { cell, record } from "../internal/memory-map.ts";
import { recordOf } from "../internal/thread-records.ts";
import { recoverMailbox } from "../thread/mailbox.ts";
import { recoverLock } from "./lock-word.ts";
import { recoverOnce } from "./once-word.ts";
import { recoverReadWrite } from "./read-write-word.ts";
import { readWriteWords } from "./read-write-words.ts";

/**
 * Call it once when a thread has ended, in whatever way, from any other thread; for one that let go of everything it changes nothing but
 * who may use the record. It looks at every cell, so that the fast paths of locks need no list: about 0.1 µs for each.
 *
 * What a dead thread only counted stays counted: its handles of an `Arc`, the permits that it held, the block that it was just taking.
 */
export function recover(threadId: number): void {
  const dead = recordOf(threadId);
  if (dead === undefined) return;
  const slot = load(dead + record.slot);
  forEachCell((first, kind) => recoverCell(first, kind, threadId, slot));
  giveAllFree(dead, cellLink);
  store(dead + record.waitingOn, 0);
  store(dead + record.park, 0);
  // Last: from now on a new thread may take the record.
  store(dead + record.id, 0);
}

function recoverCell(first: number, kind: number, threadId: number, slot: number): void {
  const word = first + cell.word;
  switch (kind) {
    case cellKind.mutex:
      recoverLock(word, threadId, 1);
      return;
    case cellKind.rwLock:
      recoverReadWrite(readWriteWords(first), threadId, slot);
      return;
    case cellKind.once:
    case cellKind.onceLock:
      recoverOnce(word, threadId);
      return;
    case cellKind.channel:
      recoverChannel(first, threadId, slot);
      return;
    case cellKind.mailbox:
      recoverMailbox(first, threadId);
      return;
    default:
      // Whoever sleeps looks again: the dead may have taken the wake-up that was meant for another.
      notify(word, Infinity);
  }
}
