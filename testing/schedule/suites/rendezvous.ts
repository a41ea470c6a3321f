/** Channels without places, by `channel/rendezvous.ts`: a message is taken once, by a receiver or by its sender. */

import { store } from "../src/atomics.ts";
import type { Limits } from "../src/explore.ts";
import type { Describe, Plan } from "../src/program.ts";
import { channelWords } from "../../../packages/runtime/src/channel/channel-words.ts";
import { joinEnd, leaveEnd } from "../../../packages/runtime/src/channel/membership.ts";
import { handedOver, takeBackAt } from "../../../packages/runtime/src/channel/rendezvous.ts";
import { GONE, newRingEnd, SHARED } from "../../../packages/runtime/src/channel/ring.ts";
import { channelOf, handOver, NOT_YET, receive, receiveEnd, type Channel } from "./channel-plan.ts";
import type { Contract, Suite } from "./proof.ts";

/** Between a look at the epoch and the sleep, a sender does more than guesses about what it has forgotten are compared for. */
const remembering: Limits = { merging: "after waits" };

export const rendezvous: Suite = {
  files: ["channel/rendezvous.ts"],
  proofs: [
    { title: "one hands two messages to another", program: meeting(2), limits: remembering },
    { title: "under a spurious wake", program: meeting(1), limits: { ...remembering, spurious: 1 } },
    { title: "a sender gives up", program: givingUp({ sender: 10, receiver: Infinity }), limits: { ...remembering, timeouts: 1 } },
    { title: "a sender and a receiver give up", program: givingUp({ sender: 10, receiver: 10 }), limits: { ...remembering, timeouts: 1 } },
    { title: "the receiver leaves while a message is handed to it", program: leaving, limits: remembering },
  ],
  contracts: contracts(),
};

function rendezvousOf(plan: Plan): Channel {
  const channel = channelOf(plan, "rendezvous", 0);
  for (const { mode } of [channel.words.send, channel.words.receive]) store(mode, SHARED);
  return channel;
}

/** Whoever has handed a message over knows that it was received. */
function meeting(messages: number): Describe {
  return (plan) => {
    const channel = rendezvousOf(plan);
    const received = plan.ghost("received");
    plan.thread("sender", () => {
      for (let message = 1; message <= messages; message++) {
        if (!handOver(channel, 1, message)) throw new Error("nobody took it");
      }
    });
    plan.thread("receiver", () => {
      const end = receiveEnd(channel, 2);
      for (let message = 1; message <= messages; message++) {
        const value = receive(channel, end);
        if (value !== message) throw new Error(`${value} instead of ${message}`);
        received.add(1);
      }
    });
    plan.atEnd(({ ghost }) => (ghost(received) === messages ? undefined : `received ${ghost(received)} instead of ${messages}`));
  };
}

/** Either both have met, or nobody has the message but its sender. */
function givingUp(patience: { readonly sender: number; readonly receiver: number }): Describe {
  return (plan) => {
    const channel = rendezvousOf(plan);
    const handed = plan.ghost("handed over");
    const received = plan.ghost("received");
    plan.thread("sender", () => {
      if (handOver(channel, 1, 7, patience.sender)) handed.add(1);
      // So that a receiver that waits for ever ends.
      else if (patience.receiver === Infinity && !handOver(channel, 1, 8)) throw new Error("nobody took the second one");
    });
    plan.thread("receiver", () => {
      const value = receive(channel, receiveEnd(channel, 2), patience.receiver);
      if (value === 7) received.add(1);
      else if (value !== 8 && value !== NOT_YET) throw new Error(`received ${value}`);
    });
    plan.atEnd(({ ghost }) =>
      ghost(handed) === ghost(received) ? undefined : "its sender was told something else than what became of it",
    );
  };
}

function leaving(plan: Plan): void {
  const channel = channelOf(plan, "rendezvous", 0);
  const { words } = channel;
  const handed = plan.ghost("handed over");
  const received = plan.ghost("received");
  joinEnd(words, "receive", 2, 2);
  joinEnd(words, "send", 1, 1);
  plan.thread("sender", () => {
    if (handOver(channel, 1, 7)) handed.add(1);
  });
  plan.thread("receiver", () => {
    if (receive(channel, receiveEnd(channel, 2), 10) === 7) received.add(1);
    leaveEnd(words, "receive", 2, 2);
  });
  plan.atEnd(({ ghost }) => (ghost(handed) === ghost(received) ? undefined : "its sender was told something else than what became of it"));
  plan.atEnd(({ word }) => (word(words.send.position) === word(words.receive.position) ? undefined : "a message is left"));
}

/** Its cell is at word 0, its block at word 64. */
function contracts(): readonly Contract[] {
  const words = channelWords(0, 64, 0);
  const { send, receive: taking, sendGate } = words;
  const offering = () => ({ words, receive: newRingEnd(taking, 1) });
  const looks = [`load(${send.mode})`, `load(${taking.position})`];
  const reserves = [`load(${taking.mode})`, `compareExchange(${taking.lock}, 0, 8)`, `load(${taking.position})`, `load(${send.position})`];
  const unlocks = `and(${taking.lock}, 2)`;
  const takes = [...reserves, `store(${taking.position}, 4)`, `load(${sendGate.watch})`, unlocks];
  const offered = { [taking.mode]: SHARED, [taking.position]: 3, [send.position]: 4 };
  return [
    { title: "what is offered lies there", code: () => handedOver(offering(), 3), memory: offered, operations: looks, gives: "full" },
    {
      title: "until it is taken",
      code: () => handedOver(offering(), 3),
      memory: { ...offered, [taking.position]: 4 },
      operations: looks,
      gives: "sent",
    },
    {
      title: "which it is though nobody receives any more",
      code: () => handedOver(offering(), 3),
      memory: { ...offered, [taking.position]: 4, [send.mode]: GONE },
      operations: looks,
      gives: "sent",
    },
    {
      title: "when nobody does, its sender takes it back",
      code: () => handedOver(offering(), 3),
      memory: { ...offered, [send.mode]: GONE },
      operations: [...looks, ...takes],
      gives: "gone",
    },
    { title: "who gives up takes it back", code: () => takeBackAt(offering(), 3), memory: offered, operations: takes, gives: true },
    {
      title: "unless it is taken",
      code: () => takeBackAt(offering(), 3),
      memory: { ...offered, [taking.position]: 4 },
      operations: [...reserves, unlocks],
      gives: false,
    },
    {
      title: "and another is offered",
      code: () => takeBackAt(offering(), 3),
      memory: { ...offered, [taking.position]: 4, [send.position]: 5 },
      operations: [...reserves, unlocks],
      gives: false,
    },
    {
      title: "positions go round",
      code: () => handedOver(offering(), 0x7fff_ffff),
      memory: { [taking.position]: -0x8000_0000, [send.position]: -0x8000_0000 },
      operations: looks,
      gives: "sent",
    },
  ];
}
