/**
 * The worker that owns all the others: it starts them and learns of their ends. It never blocks, so that what a dead thread
 * held is taken from it however busy the other threads are, the first one included.
 */

import { encode } from "../internal/wire.ts";
import { listen, platform, portPair, type Port, type RunningWorker, type WorkerEnd } from "./platform.ts";
import type { Death, Notice, Request, SpawnRequest } from "./start.ts";

/** Serves the thread at the other end of `link`, and those that are spawned over it. */
export function supervise(link: Port): void {
  const workers = new Map<number, { readonly worker: RunningWorker; readonly end: (death: Death) => void }>();
  listen(link, (data) => {
    const request = data as Request;
    if (request.kind === "terminate") return void terminate(request.serial);
    const end = (death: Death) => {
      // A worker that was terminated tells its exit too.
      if (!workers.delete(request.serial)) return;
      const notice: Notice = { kind: "ended", serial: request.serial, death };
      link.postMessage(notice, []);
    };
    workers.set(request.serial, { worker: startThread(request, end), end });
  });

  async function terminate(serial: number): Promise<void> {
    const running = workers.get(serial);
    if (running === undefined) return;
    const { worker, end } = running;
    workers.delete(serial);
    await worker.terminate();
    workers.set(serial, running);
    end({ reason: "terminated", error: undefined });
  }
}

function startThread({ name, stackSize, heapSize, handle }: SpawnRequest, end: (death: Death) => void): RunningWorker {
  const [ours, theirs] = portPair();
  supervise(ours);
  const options = { name: name ?? "", stackSize, heapSize };
  return platform().startWorker({ role: "thread", name, link: theirs, handle }, [theirs, handle], options, (workerEnd) => {
    ours.close();
    end(deathOf(workerEnd));
  });
}

function deathOf({ kind, error }: WorkerEnd): Death {
  return { reason: kind, error: error === undefined ? undefined : encode(error, "error").message };
}
