/**
 * The worker that owns all the others: it starts them and learns of their ends. It never blocks, so that what a dead thread
 * held is taken from it however busy the other threads are, the first one included.
 */

import { shareable } from "../internal/shared-memory.ts";
import { encode } from "../internal/wire.ts";
import { recover } from "../sync/recovery.ts";
import { listen, platform, portPair, type Port, type RunningWorker, type WorkerEnd } from "./platform.ts";
import type { Death, Notice, Request, SpawnRequest } from "./start.ts";
import { dropThreadCell, tellDeath } from "./thread-cell.ts";

interface Worker {
  readonly running: RunningWorker;
  condemned: boolean;
}

/** Serves the thread at the other end of `link`, and those that are spawned over it. */
export function supervise(link: Port): void {
  const workers = new Map<number, Worker>();
  listen(link, (data) => {
    const request = data as Request;
    if (request.kind === "terminate") return terminate(workers.get(request.serial));
    const running = startThread(request, (end) => {
      const condemned = workers.get(request.serial)?.condemned === true;
      workers.delete(request.serial);
      bury(link, request, condemned ? { reason: "terminated", error: undefined } : deathOf(end));
    });
    workers.set(request.serial, { running, condemned: false });
  });
}

function startThread(request: SpawnRequest, onEnd: (end: WorkerEnd) => void): RunningWorker {
  const { id, name, stackSize, heapSize, life, handle } = request;
  const [ours, theirs] = portPair();
  supervise(ours);
  const start = { role: "thread", memory: shareable(), id, name, life, link: theirs, handle } as const;
  return platform().startWorker(start, [theirs, handle], { name: name ?? "", stackSize, heapSize }, (end) => {
    ours.close();
    onEnd(end);
  });
}

function terminate(worker: Worker | undefined): void {
  if (worker === undefined) return;
  worker.condemned = true;
  worker.running.terminate();
}

/** First what it held is free, then all learn of its death. */
function bury(link: Port, { serial, id, life }: SpawnRequest, death: Death): void {
  recover(id);
  tellDeath(life, death.reason);
  dropThreadCell(life);
  const notice: Notice = { kind: "ended", serial, death };
  link.postMessage(notice, []);
}

function deathOf({ kind, error }: WorkerEnd): Death {
  return { reason: kind, error: error === undefined ? undefined : encode(error, "error").message };
}
