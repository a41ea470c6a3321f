/** Keeps a program alive while something is awaited that its host does not count: a word in shared memory, a port that may close. */

import { listen, portPair, type Port } from "./platform.ts";

let waiting = 0;

/** A port that nobody writes to: listening to it is what keeps Node alive. */
let ears: Port | undefined;

/** Awaits it, and lets the program end no earlier than that. */
export async function keepAlive<T>(awaited: PromiseLike<T>): Promise<T> {
  enter();
  try {
    return await awaited;
  } finally {
    leave();
  }
}

function enter(): void {
  waiting += 1;
  if (waiting > 1) return;
  ears ??= listening();
  ears.ref?.();
}

function leave(): void {
  waiting -= 1;
  if (waiting === 0) ears?.unref?.();
}

function listening(): Port {
  const [port, other] = portPair();
  listen(port, () => {});
  // While both live neither is collected, and a pair lives as long as one of its ends listens.
  other.unref?.();
  return port;
}
