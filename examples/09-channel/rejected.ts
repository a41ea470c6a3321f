/** What dropping an end means: it sends and receives nothing any more, whoever else still has the channel. */
"use freehold";

import { channel, drop, type Receiver, type Ref, type Sender } from "freehold";

export function sentAfterDrop(): void {
  const [sender, receiver] = channel<string>();
  using _receiver: Receiver<string> = receiver;
  const copy: Sender<string> = sender.clone();
  drop(copy);
  copy.send("too late");
  drop(sender);
}

export function receivedAfterDrop(jobs: Ref<Receiver<string>>): string {
  const receiver: Receiver<string> = jobs.clone();
  receiver[Symbol.dispose]();
  return receiver.recv();
}
