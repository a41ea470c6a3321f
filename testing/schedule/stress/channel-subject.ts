/** A channel with room for two messages: one that lives sends, another receives, and both share their ends with those that die. */

import { syncChannel } from "../../../packages/runtime/src/channel/channel.ts";
import type { Receiver } from "../../../packages/runtime/src/channel/receiver.ts";
import type { Sender } from "../../../packages/runtime/src/channel/sender.ts";
import { clock, patienceMs, type Subject, type Tell } from "./subject.ts";

type Ends = readonly [Sender<string>, Receiver<string>];

const last = "the last message";

/** A message has two halves, as the values of the locks have. */
const whole = "half, half";

export const channelSubject: Subject<Ends> = {
  make: () => syncChannel<string>(2),
  live: ([sender, receiver], self, tell) => (self === 0 ? sendOne(sender, tell) : receiveOne(receiver, tell)),
  die: ([sender, receiver], turn) => {
    if (turn % 2 === 0) sender.sendTimeout(whole, patienceMs);
    else receiver.recvTimeout(patienceMs);
  },
  isClean: ([sender, receiver]) => sender.trySend(whole) && receiver.tryRecv() === whole && sender.isEmpty(),
};

function sendOne(sender: Sender<string>, tell: Tell): boolean {
  const asked = clock();
  const isOver = tell.isOver();
  if (!sender.sendTimeout(isOver ? last : whole, patienceMs)) tell.hang();
  tell.recovered(asked, "waited");
  return !isOver;
}

/** Nobody but those who live is there any more when the last message comes. */
function receiveOne(receiver: Receiver<string>, tell: Tell): boolean {
  const asked = clock();
  const message = receiver.recvTimeout(patienceMs);
  if (message === undefined) tell.hang();
  else if (message !== whole && message !== last) tell.untold();
  tell.recovered(asked, "waited");
  return message !== last;
}
