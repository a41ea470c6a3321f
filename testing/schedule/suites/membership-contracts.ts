/** The operations of joining and leaving a channel, one by one. Its cell is at word 0, its block at word 64. */

import { channelBlock, channelCell, channelWords, threadWords } from "../../../packages/runtime/src/channel/channel-words.ts";
import * as members from "../../../packages/runtime/src/channel/membership.ts";
import type { Side } from "../../../packages/runtime/src/channel/membership.ts";
import { GONE, SHARED } from "../../../packages/runtime/src/channel/ring.ts";
import { heldBy, WAITING } from "../../../packages/runtime/src/sync/lock-word.ts";
import type { Contract } from "./proof.ts";

const words = channelWords(0, 64, 1);
const rendezvous = channelWords(0, 64, 0);

const { admission, senders, receivers, sendersOnTheWay, receiversOnTheWay } = channelCell;
const { sendEpoch, receiveEpoch, sendWatch, receiveWatch } = channelCell;
const sendMode = 64 + channelBlock.sendMode;
const receiveMode = 64 + channelBlock.receiveMode;
const closed = 0x800;

/** Bits of the threads 3, which does it, and 5. */
const own = 1 << 3;
const others = 1 << 5;

const locks = `compareExchange(${admission}, 0, ${heldBy(3)})`;
const unlocks = `and(${admission}, 2)`;
const opensSenders = [`and(${sendWatch}, ${closed})`, `add(${sendEpoch}, 1)`, `notify(${sendEpoch}, all)`];
const opensReceivers = [`and(${receiveWatch}, ${closed})`, `add(${receiveEpoch}, 1)`, `notify(${receiveEpoch}, all)`];

function counts(side: Side): readonly string[] {
  const first = side === "send" ? senders : receivers;
  const onTheWay = side === "send" ? sendersOnTheWay : receiversOnTheWay;
  return [`load(${onTheWay})`, ...Array.from({ length: threadWords }, (_, word) => `load(${first + word})`)];
}

/** What follows from who is there, where the modes become these. */
function settles(modes: { readonly send?: number; readonly receive?: number } = {}): readonly string[] {
  return [
    ...counts("send"),
    ...counts("receive"),
    `load(${sendMode})`,
    ...(modes.send === undefined ? [] : [`store(${sendMode}, ${modes.send})`]),
    `load(${receiveMode})`,
    ...(modes.receive === undefined ? [] : [`store(${receiveMode}, ${modes.receive})`]),
  ];
}

/** After the death of thread 5, which did not hold the lock. */
const findsItFree = [`load(${admission})`, `notify(${admission}, 1)`, `load(${admission + 2})`];
const takesEnds = [`and(${admission}, -3)`, locks, `and(${senders}, ${~others})`, `and(${receivers}, ${~others})`];

export const membershipContracts: readonly Contract[] = [
  {
    title: "the first sender is there",
    code: () => members.joinEnd(words, "send", 3, 3),
    memory: { [receivers]: others, [receiveMode]: GONE },
    operations: [locks, `or(${senders}, ${own})`, ...settles({ receive: 0 }), unlocks],
  },
  {
    title: "with a second one, nobody is alone",
    code: () => members.joinEnd(words, "send", 3, 3),
    memory: { [senders]: others, [receivers]: others },
    operations: [locks, `or(${senders}, ${own})`, ...settles({ send: SHARED }), unlocks],
  },
  {
    title: "with a third one, nothing changes",
    code: () => members.joinEnd(words, "send", 3, 3),
    memory: { [senders]: 1 | others, [receivers]: others, [sendMode]: SHARED },
    operations: [locks, `or(${senders}, ${own})`, ...settles(), unlocks],
  },
  {
    title: "a thread with a high number has its bit in a later word",
    code: () => members.joinEnd(words, "receive", 3, 65),
    memory: { [senders]: others, [receivers]: others },
    operations: [locks, `or(${receivers + 2}, 2)`, ...settles({ receive: SHARED }), unlocks],
  },
  {
    title: "both ends of a rendezvous are always shared",
    code: () => members.joinEnd(rendezvous, "receive", 3, 3),
    memory: { [senders]: others },
    operations: [locks, `or(${receivers}, ${own})`, ...settles({ send: SHARED, receive: SHARED }), unlocks],
  },
  {
    title: "when one of two leaves, the other one is alone",
    code: () => members.leaveEnd(words, "send", 3, 3),
    memory: { [senders]: own | others, [receivers]: others, [sendMode]: SHARED },
    operations: [locks, `and(${senders}, ${~own})`, ...counts("send"), ...settles({ send: 0 }), unlocks],
    gives: false,
  },
  {
    title: "when the last sender leaves, receivers are told",
    code: () => members.leaveEnd(words, "send", 3, 3),
    memory: { [senders]: own, [receivers]: others },
    operations: [locks, `and(${senders}, ${~own})`, ...counts("send"), ...settles({ receive: GONE }), unlocks, ...opensReceivers],
    gives: true,
  },
  {
    title: "when the last receiver leaves, the channel is closed, and senders are told",
    code: () => members.leaveEnd(words, "receive", 3, 3),
    memory: { [senders]: others, [receivers]: own },
    operations: [
      locks,
      `and(${receivers}, ${~own})`,
      ...counts("receive"),
      ...settles({ send: GONE, receive: SHARED }),
      `or(${receiveWatch}, ${closed})`,
      unlocks,
      ...opensSenders,
    ],
    gives: true,
  },
  {
    title: "they are told once",
    code: () => members.joinEnd(words, "send", 3, 3),
    memory: { [senders]: own, [sendMode]: GONE, [receiveMode]: SHARED },
    operations: [locks, `or(${senders}, ${own})`, ...settles(), `or(${receiveWatch}, ${closed})`, unlocks],
  },
  {
    title: "who wants the lock meanwhile is woken",
    code: () => members.joinEnd(words, "send", 3, 3),
    memory: { [admission]: WAITING, [senders]: own, [receivers]: others },
    operations: [
      locks,
      `compareExchange(${admission}, ${WAITING}, ${heldBy(3) | WAITING})`,
      `or(${senders}, ${own})`,
      ...settles(),
      unlocks,
      `notify(${admission}, 1)`,
      `load(${admission + 2})`,
    ],
  },
  {
    title: "a handle on its way counts",
    code: () => members.departHandle(words, "send", 3),
    memory: { [senders]: own, [receivers]: others },
    operations: [locks, `add(${sendersOnTheWay}, 1)`, ...settles({ send: SHARED }), unlocks],
  },
  {
    title: "until it arrives",
    code: () => members.arriveHandle(words, "receive", 3, 3),
    memory: { [senders]: others, [receiversOnTheWay]: 1, [receiveMode]: 0 },
    operations: [locks, `load(${receiversOnTheWay})`, `store(${receiversOnTheWay}, 0)`, `or(${receivers}, ${own})`, ...settles(), unlocks],
    gives: true,
  },
  {
    title: "one that nobody sent does not arrive",
    code: () => members.arriveHandle(words, "receive", 3, 3),
    memory: { [senders]: others, [receivers]: others },
    operations: [locks, `load(${receiversOnTheWay})`, ...settles(), unlocks],
    gives: false,
  },
  {
    title: "after a death its lock is free and not poisoned, and its ends are nobody's",
    code: () => members.recoverMembership(words, 5, 5, 3),
    memory: { [admission]: heldBy(5), [senders]: own | others, [receivers]: own | others, [sendMode]: SHARED, [receiveMode]: SHARED },
    operations: [
      `load(${admission})`,
      `compareExchange(${admission}, ${heldBy(5)}, 2)`,
      `notify(${admission}, 1)`,
      `load(${admission + 2})`,
      ...takesEnds,
      ...settles({ send: 0, receive: 0 }),
      unlocks,
    ],
    gives: 2,
  },
  {
    title: "of one that only sent, one end is nobody's",
    code: () => members.recoverMembership(words, 5, 5, 3),
    memory: { [senders]: own | others, [receivers]: own, [sendMode]: SHARED },
    operations: [...findsItFree, ...takesEnds, ...settles({ send: 0 }), unlocks],
    gives: 1,
  },
  {
    title: "or the one that it had",
    code: () => members.recoverMembership(words, 5, 5, 3),
    memory: { [senders]: own, [receivers]: own | others, [receiveMode]: SHARED },
    operations: [...findsItFree, ...takesEnds, ...settles({ receive: 0 }), unlocks],
    gives: 1,
  },
];
