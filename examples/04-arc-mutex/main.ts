/** Arc and Mutex: a counter that five threads share, each adding one. */

import { Arc, Mutex, thread, type JoinHandle } from "freehold";

using counter = Arc.new(Mutex.new(0));
const handles: JoinHandle<void>[] = [];

for (let number = 0; number < 5; number++) {
  const handle = thread.spawn((counter) => {
    using value = counter.get().lock();
    value.value += 1;
  }, counter);
  handles.push(handle);
}

for (const handle of handles) await handle.join();

using total = counter.get().lock();
console.log(`Total count: ${total.value}`);
