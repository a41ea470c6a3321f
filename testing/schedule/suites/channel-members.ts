/** Who has which end of a channel: the last one of an end is told by those of the other, and what was sent before is received. */

import { load } from "../src/atomics.ts";
import { checkpoint, currentThread } from "../src/plain.ts";
import type { Plan } from "../src/program.ts";
import { channelCell } from "../../../packages/runtime/src/channel/channel-words.ts";
import { arriveHandle, departHandle, joinEnd, leaveEnd } from "../../../packages/runtime/src/channel/membership.ts";
import { GONE, SHARED } from "../../../packages/runtime/src/channel/ring.ts";
import {
  channelOf,
  discard,
  NOBODY,
  receive,
  receiveEnd,
  recover,
  send,
  sendEnd,
  tryReceive,
  trySend,
  type Channel,
} from "./channel-plan.ts";
import { membershipContracts } from "./membership-contracts.ts";
import type { Suite } from "./proof.ts";

export const channelMembers: Suite = {
  files: ["channel/membership.ts"],
  proofs: [
    { title: "two join at one time, and leave", program: joining, limits: { merging: "after waits" } },
    { title: "one sends and leaves, another receives to the last", program: leaving },
    { title: "a handle goes to another thread, which sends by it when the first one has left", program: travelling },
    { title: "a handle leaves a thread while another arrives: both are counted", program: crossing },
    { title: "two receivers leave, and a sender is told", program: abandoning },
    { title: "the last receiver leaves while another thread sends: nothing is left in the channel", program: closing },
    { title: "a sender dies at any operation, and the receiver is told", program: dyingSender, limits: { kills: 1 } },
  ],
  contracts: membershipContracts,
};

/** While both are there, none of them is alone. `leaveEnd` remembers what it saw for longer than guesses are compared, so none is made. */
function joining(plan: Plan): void {
  const { words } = channelOf(plan, "channel", 1);
  const members = plan.ghost("members");
  const lasts = plan.ghost("lasts");
  joinEnd(words, "receive", 3, 3);
  for (const self of [1, 2]) {
    plan.thread(`sender ${self}`, () => {
      joinEnd(words, "send", self, self);
      members.add(1);
      checkpoint("joined");
      load(words.send.mode);
      members.add(-1);
      if (leaveEnd(words, "send", self, self)) lasts.add(1);
    });
  }
  plan.always(({ word, ghost }) =>
    ghost(members) === 2 && (word(words.send.mode) & SHARED) === 0 ? "two think that they are alone" : undefined,
  );
  plan.atEnd(({ word }) => ((word(words.receive.mode) & GONE) !== 0 ? undefined : "nobody says that the senders are gone"));
  plan.atEnd(({ ghost }) => (ghost(lasts) > 0 ? undefined : "nobody was told to be the last"));
}

function leaving(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const received = plan.ghost("received");
  joinEnd(channel.words, "receive", 2, 2);
  joinEnd(channel.words, "send", 1, 1);
  plan.thread("sender", () => {
    const end = sendEnd(channel, 1);
    send(channel, end, 1);
    send(channel, end, 2);
    leaveEnd(channel.words, "send", 1, 1);
  });
  plan.thread("receiver", () => receiveAll(channel, 2, (value) => received.add(value)));
  plan.atEnd(({ ghost }) => (ghost(received) === 3 ? undefined : `received ${ghost(received)} instead of 3`));
}

/** While the handle is on its way, or both have one, nobody is told that there is none. */
function travelling(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const { words } = channel;
  joinEnd(words, "receive", 3, 3);
  joinEnd(words, "send", 1, 1);
  departHandle(words, "send", 1);
  plan.thread("sender", () => void leaveEnd(words, "send", 1, 1));
  plan.thread("other", () => {
    if (!arriveHandle(words, "send", 2, 2)) throw new Error("there was no handle on its way");
    checkpoint("arrived");
    if (trySend(channel, sendEnd(channel, 2), 4) !== true) throw new Error("it could not send");
    leaveEnd(words, "send", 2, 2);
  });
  plan.thread("receiver", () => {
    const value = tryReceive(channel, receiveEnd(channel, 3));
    if (value === NOBODY) throw new Error("it was told that there are no senders, and did not get what they have sent");
  });
}

function crossing(plan: Plan): void {
  const { words } = channelOf(plan, "channel", 1);
  joinEnd(words, "receive", 3, 3);
  joinEnd(words, "send", 1, 1);
  departHandle(words, "send", 1);
  plan.thread("sender", () => {
    departHandle(words, "send", 1);
    leaveEnd(words, "send", 1, 1);
  });
  plan.thread("other", () => {
    if (!arriveHandle(words, "send", 2, 2)) throw new Error("there was no handle on its way");
    leaveEnd(words, "send", 2, 2);
  });
  const { sendersOnTheWay } = channelCell;
  plan.atEnd(({ word }) => (word(words.cell + sendersOnTheWay) === 1 ? undefined : "the handle on its way is not counted"));
  plan.atEnd(({ word }) => ((word(words.receive.mode) & GONE) === 0 ? undefined : "the senders are said to be gone"));
}

function receiveAll(channel: Channel, self: number, got: (value: number) => void): void {
  const end = receiveEnd(channel, self);
  for (;;) {
    const value = receive(channel, end);
    if (value === NOBODY) return;
    got(value);
  }
}

function abandoning(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const { words } = channel;
  for (const self of [2, 3]) joinEnd(words, "receive", self, self);
  joinEnd(words, "send", 1, 1);
  plan.thread("sender", () => {
    const end = sendEnd(channel, 1);
    while (send(channel, end, 7) === true);
  });
  for (const self of [2, 3]) plan.thread(`receiver ${self - 1}`, () => void leaveEnd(words, "receive", self, self));
  plan.atEnd(({ word }) => ((word(words.send.mode) & GONE) !== 0 ? undefined : "nobody says that the receivers are gone"));
}

/** Either the receiver finds the message, or its sender is told that nobody will. */
function closing(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const { words } = channel;
  const ends = plan.ghost("ends of the message");
  joinEnd(words, "receive", 3, 3);
  joinEnd(words, "send", 1, 1);
  const first = 0;
  plan.thread("sender", () => {
    if (trySend(channel, sendEnd(channel, 1), 7) === false) ends.add(1);
  });
  plan.thread("receiver", () => {
    if (leaveEnd(words, "receive", 3, 3) && discard(channel, 3, first)) ends.add(1);
  });
  plan.atEnd(({ word }) =>
    word(words.send.position) === word(words.receive.position) ? undefined : "a message is left that nobody discards",
  );
  plan.atEnd(({ ghost }) => (ghost(ends) === 1 ? undefined : `the message has ended ${ghost(ends)} times`));
}

function dyingSender(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const received = plan.ghost("received");
  joinEnd(channel.words, "receive", 2, 2);
  joinEnd(channel.words, "send", 1, 1);
  plan.thread("sender", () => {
    send(channel, sendEnd(channel, 1), 1);
    leaveEnd(channel.words, "send", 1, 1);
  });
  plan.thread("receiver", () => receiveAll(channel, 2, () => received.add(1)));
  plan.supervisor((dead) => recover(channel, dead, currentThread()));
  plan.always(({ ghost }) => (ghost(received) > 1 ? "received twice" : undefined));
}
