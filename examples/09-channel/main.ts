/** Channels: three threads send what they have worked out, and the first one adds it up. */

import { channel, drop, RecvError, thread, type Receiver } from "freehold";

const [sender, rx] = channel<number>();
using receiver: Receiver<number> = rx;

for (let number = 1; number <= 3; number++) {
  thread.spawn((sender, number) => sender.send(number * number), sender, number);
}
drop(sender);

let sum = 0;
for (const square of receiver) sum += square;

console.log(`Sum of squares: ${sum}`);
try {
  receiver.recv();
} catch (error) {
  if (error instanceof RecvError) console.log("Nobody can send any more");
}
