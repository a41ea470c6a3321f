/** Every algorithm of the runtime that is explored. */

import { barrierWord } from "./barrier-word.ts";
import { channelMembers } from "./channel-members.ts";
import { channelObservers } from "./channel-observers.ts";
import { channelRing } from "./channel-ring.ts";
import { condvarWord } from "./condvar-word.ts";
import { countWord } from "./count-word.ts";
import { deadline } from "./deadline.ts";
import { freeLists } from "./free-lists.ts";
import { lockWord } from "./lock-word.ts";
import { mailboxWord } from "./mailbox-word.ts";
import { onceWord } from "./once-word.ts";
import { parkWord } from "./park-word.ts";
import type { Suite } from "./proof.ts";
import { readWriteWord } from "./read-write-word.ts";
import { rendezvous } from "./rendezvous.ts";
import { semaphoreWord } from "./semaphore-word.ts";
import { threadRecords } from "./thread-records.ts";

export const suites: readonly Suite[] = [
  deadline,
  lockWord,
  readWriteWord,
  condvarWord,
  onceWord,
  barrierWord,
  semaphoreWord,
  countWord,
  channelRing,
  channelMembers,
  rendezvous,
  channelObservers,
  parkWord,
  mailboxWord,
  freeLists,
  threadRecords,
];
