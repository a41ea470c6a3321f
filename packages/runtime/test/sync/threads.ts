/** Worker threads that share this one's memory, for tests of what crosses threads: they run the built package, whose words are the same. */

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { checked } from "#checks";
import { shareableOf } from "../../src/internal/shareable.ts";
import { shareable } from "../../src/internal/shared-memory.ts";

export interface TestThread {
  readonly worker: Worker;
  /** Resolves with what `body` gave. */
  readonly result: Promise<unknown>;
}

const built = join(import.meta.dirname, "../../dist");

/**
 * Runs the text of `body` in a thread. It sees `freehold`, the module `inside(path)` of the library, and `handles`: what was given here,
 * as the thread's own handles.
 */
export function startThread(body: string, handles: readonly object[]): TestThread {
  const sent = handles.map((handle) => {
    const { tag, toWire } = shareableOf(handle)!;
    return { tag, data: toWire(handle) };
  });
  const worker = new Worker(program(body), {
    eval: true,
    workerData: { memory: shareable(), sent },
    execArgv: checked ? ["--conditions=development"] : [],
  });
  const result = new Promise<unknown>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread ended with ${code} and said nothing`)));
  });
  return { worker, result };
}

function program(body: string): string {
  return `
    const { parentPort, workerData } = require("node:worker_threads");
    const inside = (path) => import(${JSON.stringify(`file://${built}/`)} + path);
    (async () => {
      const { adopt } = await inside("internal/shared-memory.js");
      adopt(workerData.memory);
      const freehold = await inside("index.js");
      const { handleFromWire } = await inside("internal/shareable.js");
      const handles = workerData.sent.map(({ tag, data }) => handleFromWire(tag, data));
      parentPort.postMessage(await (async () => { ${body} })());
    })();`;
}
