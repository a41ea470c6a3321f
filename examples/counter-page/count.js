/** Arc and Mutex: a counter that five threads share, each adding one. */

import { Arc, Mutex, thread } from "freehold";

export async function count() {
  using counter = Arc.new(Mutex.new(0));
  const handles = [];

  for (let number = 0; number < 5; number++) {
    const handle = thread.spawn((counter) => {
      using value = counter.get().lock();
      value.value += 1;
    }, counter);
    handles.push(handle);
  }

  for (const handle of handles) await handle.join();

  using total = await counter.get().lockAsync();
  return total.value;
}
