/** The release is in a listener: the other side says when it is over. */

import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";

export interface Transport { onclose: (() => void) | null; send(text: string): void }

export function keepAlive(transport: Transport): void {
  const timer = setInterval(() => transport.send("ping"), 5000);
  transport.onclose = () => clearInterval(timer);
}

export function compute(file: string, job: unknown, done: (answer: unknown) => void): void {
  const worker = new Worker(file, { workerData: job });
  worker.once("message", (answer) => {
    done(answer);
    void worker.terminate();
  });
  worker.once("error", () => void worker.terminate());
}

export const server = createServer((request, response) => {
  const file = createReadStream("index.html");
  response.on("close", () => file.destroy());
  file.on("error", () => response.destroy());
  file.pipe(response);
  request.resume();
});

export function subscribe(source: EventSource, onText: (text: string) => void): void {
  source.addEventListener("message", (event: MessageEvent<string>) => {
    if (event.data === "end") source.close();
    else onText(event.data);
  });
  source.addEventListener("error", () => source.close());
}
