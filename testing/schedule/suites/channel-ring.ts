/** The positions and gates of a channel: every message once, in order, and nobody waits for what is there. */

import { load, notify, store, wait } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { openGateWide } from "../../../packages/runtime/src/channel/gate.ts";
import { arriveHandle, departHandle, joinEnd } from "../../../packages/runtime/src/channel/membership.ts";
import { forget, GONE } from "../../../packages/runtime/src/channel/ring.ts";
import { channelOf, NOBODY, NOT_YET, receive, receiveEnd, send, sendEnd, share, trySend, type Channel } from "./channel-plan.ts";
import { gateContracts, ringContracts, waitContracts } from "./channel-contracts.ts";
import type { Suite } from "./proof.ts";

export const channelRing: Suite = {
  files: ["channel/ring.ts", "channel/gate.ts", "channel/wait-at-gate.ts"],
  proofs: [
    { title: "one sends three messages to another, one place", program: passing({ senders: [3], receivers: [3], capacity: 1 }) },
    { title: "one sends three messages to another, two places", program: passing({ senders: [3], receivers: [3], capacity: 2 }) },
    { title: "one sends to two", program: passing({ senders: [2], receivers: [1, 1], capacity: 1 }) },
    { title: "two send to one", program: passing({ senders: [1, 1], receivers: [2], capacity: 1 }) },
    { title: "under spurious wakes", program: passing({ senders: [2], receivers: [2], capacity: 1 }), limits: { spurious: 1 } },
    { title: "a receiver gives up", program: receivingInTime, limits: { timeouts: 1 } },
    { title: "a sender gives up", program: sendingInTime, limits: { timeouts: 1 } },
    { title: "the senders go, and what they sent is received to the last", program: sendersGo },
    { title: "one sends alone, gives a handle away, and sends on beside the other", program: sharing },
  ],
  contracts: [...ringContracts, ...gateContracts, ...waitContracts],
};

interface Size {
  /** How many messages each sends. */
  readonly senders: readonly number[];
  readonly receivers: readonly number[];
  readonly capacity: number;
}

/** Messages are numbered; what a receiver gets of one sender rises, and all together get all. */
function passing({ senders, receivers, capacity }: Size): Describe {
  return (plan) => {
    const channel = channelOf(plan, "channel", capacity);
    share(channel, senders.length, receivers.length);
    const sum = plan.ghost("sum");
    senders.forEach((count, index) => {
      plan.thread(`sender ${index + 1}`, () => {
        const end = sendEnd(channel, 1 + index);
        for (let message = 1; message <= count; message++) {
          if (send(channel, end, numbered(index, message)) !== true) throw new Error("nobody receives");
        }
      });
    });
    receivers.forEach((count, index) => {
      plan.thread(`receiver ${index + 1}`, () => {
        const end = receiveEnd(channel, 1 + senders.length + index);
        for (let message = 1; message <= count; message++) {
          const value = receive(channel, end);
          sum.add(value);
          const isAlone = senders.length + receivers.length === 2;
          if (isAlone && value !== numbered(0, message)) throw new Error(`${value} instead of ${numbered(0, message)}`);
        }
      });
    });
    const all = senders.flatMap((count, index) => Array.from({ length: count }, (_, message) => numbered(index, message + 1)));
    const expected = all.reduce((total, each) => total + each, 0);
    plan.atEnd(({ ghost }) => (ghost(sum) === expected ? undefined : `received ${ghost(sum)} instead of ${expected}`));
  };
}

function numbered(sender: number, message: number): number {
  return 10 ** (sender + 1) + message;
}

function receivingInTime(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  const received = plan.ghost("received");
  plan.thread("sender", () => void send(channel, sendEnd(channel, 1), 7));
  plan.thread("receiver", () => {
    const value = receive(channel, receiveEnd(channel, 2), 10);
    if (value === 7) received.add(1);
    else if (value !== NOT_YET) throw new Error(`received ${value}`);
  });
  plan.atEnd(({ word, ghost }) => (word(channel.words.receive.position) === ghost(received) ? undefined : "a message was lost"));
}

function sendingInTime(plan: Plan): void {
  const channel = channelOf(plan, "channel", 1);
  share(channel, 2, 1);
  const sent = plan.ghost("sent");
  for (const self of [1, 2]) {
    plan.thread(`sender ${self}`, () => {
      if (send(channel, sendEnd(channel, self), 7, 10) === true) sent.add(1);
    });
  }
  plan.thread("receiver", () => void receive(channel, receiveEnd(channel, 3)));
  plan.atEnd(({ word, ghost }) => (word(channel.words.send.position) === ghost(sent) ? undefined : "what was sent is not there"));
}

function sendersGo(plan: Plan): void {
  const channel = channelOf(plan, "channel", 2);
  plan.thread("sender", () => {
    const end = sendEnd(channel, 1);
    send(channel, end, 1);
    send(channel, end, 2);
    markGone(channel);
  });
  plan.thread("receiver", () => {
    const end = receiveEnd(channel, 2);
    for (const expected of [1, 2, NOBODY]) {
      const value = receive(channel, end);
      if (value !== expected) throw new Error(`${value} instead of ${expected}`);
    }
  });
}

/** The first sender knew of places that the other takes as well. */
function sharing(plan: Plan): void {
  const channel = channelOf(plan, "channel", 4);
  const { words } = channel;
  const given = plan.word("given");
  joinEnd(words, "receive", 3, 3);
  joinEnd(words, "send", 1, 1);
  plan.thread("sender", () => {
    const end = sendEnd(channel, 1);
    trySend(channel, end, 1);
    forget(end);
    departHandle(words, "send", 1);
    checkpoint("departed", end.next);
    store(given, 1);
    notify(given, 1);
    trySend(channel, end, 2);
  });
  plan.thread("other", () => {
    while (load(given) === 0) wait(given, 0);
    arriveHandle(words, "send", 2, 2);
    checkpoint("arrived");
    trySend(channel, sendEnd(channel, 2), 4);
  });
  plan.atEnd(({ word }) => (word(words.send.position) === 3 ? undefined : `${word(words.send.position)} messages are there instead of 3`));
}

/** What `membership.ts` does when the senders are gone. */
function markGone({ words }: Channel): void {
  store(words.receive.mode, GONE);
  openGateWide(words.receiveGate);
}
