/** Work that follows work without a pause still lets timers and messages have their turn. */

import { now } from "#atomics";
import { keepAlive } from "./keep-alive.ts";
import { listen, portPair, type Port } from "./platform.ts";

/** The longest that nobody else has a turn. */
const longestMs = 4;

let mailToSelf: Port | undefined;
const waiting: (() => void)[] = [];

/** Remembers when the event loop had its last turn. */
export interface Turns {
  lastAt: number;
}

export function isTurnDue(turns: Turns): boolean {
  return now() - turns.lastAt > longestMs;
}

/** Goes on after everything that waits for its turn now. */
export async function takeTurn(turns: Turns): Promise<void> {
  mailToSelf ??= openMail();
  const next = new Promise<void>((resolve) => void waiting.push(resolve));
  // A time-out would do, but browsers make it four milliseconds long.
  mailToSelf.postMessage(undefined, []);
  await keepAlive(next);
  turns.lastAt = now();
}

function openMail(): Port {
  const [send, receive] = portPair();
  listen(receive, () => waiting.shift()?.());
  receive.unref?.();
  send.unref?.();
  return send;
}
