/** The threads that belong together: one supervisor, which is a worker itself, starts them all and outlives them all. */

import { shareable } from "../internal/shared-memory.ts";
import { encode } from "../internal/wire.ts";
import { listen, platform, portPair, type Port, type WorkerEnd } from "./platform.ts";
import type { Death, Notice, Request, SpawnRequest } from "./start.ts";

/** How this thread reaches the supervisor. */
interface Family {
  readonly link: Port;
  /** Who waits for the end of a thread that this one has spawned. */
  readonly onDeath: Map<number, (death: Death) => void>;
}

let family: Family | undefined;
let lastSerial = 0;

/** Called first in a worker: its family is its parent's. */
export function joinFamily(link: Port): void {
  family = familyOf(link);
}

/** Asks for a thread. `onDeath` is called when it has ended for good, by whatever cause. Gives the number that `requestEnd` takes. */
export function requestThread(request: Omit<SpawnRequest, "kind" | "serial">, onDeath: (death: Death) => void): number {
  const { link, onDeath: waiting } = (family ??= foundFamily());
  lastSerial += 1;
  waiting.set(lastSerial, onDeath);
  post(link, { kind: "spawn", serial: lastSerial, ...request }, [request.handle]);
  return lastSerial;
}

/** Asks for the end of a thread, wherever in its code it is. */
export function requestEnd(serial: number): void {
  if (family?.onDeath.has(serial) === true) post(family.link, { kind: "terminate", serial }, []);
}

/** Hears now of the ends that would be heard of in a later turn of the event loop. */
export function hearNow(): void {
  if (family === undefined) return;
  const { receiveNow } = platform();
  for (let next = receiveNow?.(family.link); next !== undefined; next = receiveNow?.(family.link)) hear(family, next.data as Notice);
}

/** The first thread of a program that asks for another one starts the supervisor. Neither keeps the program alive. */
function foundFamily(): Family {
  const [link, theirs] = portPair();
  const founded = familyOf(link);
  platform()
    .startWorker({ role: "supervisor", memory: shareable(), link: theirs }, [theirs], { name: "freehold" }, (end) => endAll(founded, end))
    .unref();
  return founded;
}

/** Where the supervisor cannot run, or is ended from outside, its threads end with it. The next one that is asked for gets a new one. */
function endAll(ended: Family, { error }: WorkerEnd): void {
  if (family === ended) family = undefined;
  const cause = new Error("the supervisor of this program's threads has ended", { cause: error });
  for (const onDeath of ended.onDeath.values()) onDeath({ reason: "uncaught", error: encode(cause, "error").message });
  ended.onDeath.clear();
}

function familyOf(link: Port): Family {
  const onDeath = new Map<number, (death: Death) => void>();
  const found = { link, onDeath };
  listen(link, (data) => hear(found, data as Notice));
  link.unref?.();
  return found;
}

function hear({ onDeath }: Family, { serial, death }: Notice): void {
  const waiting = onDeath.get(serial);
  onDeath.delete(serial);
  waiting?.(death);
}

function post(link: Port, request: Request, transfer: readonly object[]): void {
  link.postMessage(request, transfer);
}
