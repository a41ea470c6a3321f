/** Child processes, workers and servers are started and stopped, in the ways people write that. */

import { spawn, exec, execFile, fork, type ChildProcess, type ChildProcessWithoutNullStreams } from "node:child_process";
import { promisify } from "node:util";
import { once } from "node:events";
import { Worker, isMainThread, parentPort, MessageChannel } from "node:worker_threads";
import * as os from "node:os";
import cluster from "node:cluster";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { AddressInfo, Socket } from "node:net";

const run = promisify(execFile);
export async function version(): Promise<string> {
  return (await run("git", ["--version"])).stdout.trim();
}
export function sh(command: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
export function capture(command: string): Promise<string> {
  const child = spawn(command, { shell: true });
  let out = "";
  child.stdout.on("data", (d) => (out += d));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(out) : reject(new Error(out))));
  });
}
export async function withTimeout(command: string, ms: number): Promise<void> {
  const child = spawn(command);
  const timer = setTimeout(() => child.kill("SIGKILL"), ms);
  try {
    await once(child, "exit");
  } finally {
    clearTimeout(timer);
  }
}
export function pipeline(a: string, b: string): ChildProcess {
  const first = spawn(a);
  const second = spawn(b);
  first.stdout.pipe(second.stdin);
  return second;
}
export async function server(): Promise<{ port: number; stop(): Promise<void> }> {
  const child = spawn("node", ["server.js"], { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = await once(child.stdout, "data");
  const port = Number(String(chunk).match(/\d+/)?.[0]);
  return {
    port,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}
export class LanguageServer {
  private child: ChildProcessWithoutNullStreams | null = null;
  start(): void {
    if (this.child) return;
    this.child = spawn("tsserver");
    this.child.on("exit", () => {
      this.child = null;
    });
  }
  restart(): void {
    this.stop();
    this.start();
  }
  stop(): void {
    this.child?.kill();
    this.child = null;
  }
}
export class Supervisor {
  private child: ChildProcess | undefined;
  private stopping = false;
  start(): void {
    this.child = fork("worker.js");
    this.child.on("exit", (code) => {
      if (code === 0) return;
      setTimeout(() => {
        if (!this.stopping) this.start();
      }, 1000);
    });
  }
  async stop(): Promise<void> {
    this.stopping = true;
    this.child?.kill("SIGTERM");
    if (this.child) await once(this.child, "exit");
  }
}
export function detach(): void {
  const child = spawn("daemon", [], { detached: true, stdio: "ignore" });
  child.unref();
}
export function execute(cmd: string): Promise<string> {
  return new Promise((resolve, reject) => exec(cmd, (error, stdout) => (error ? reject(error) : resolve(stdout))));
}
export async function feed(input: string): Promise<string> {
  const child = spawn("cat");
  child.stdin.end(input);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
export function inWorker(data: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./w.js", import.meta.url), { workerData: data });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code !== 0) reject(new Error(`exit ${code}`));
    });
  });
}
export async function inWorker2(data: unknown): Promise<unknown> {
  const worker = new Worker("./w.js");
  try {
    worker.postMessage(data);
    const [answer] = await once(worker, "message");
    return answer;
  } finally {
    await worker.terminate();
  }
}
export class WorkerPool {
  private readonly workers: Worker[] = [];
  private readonly idle: Worker[] = [];
  private readonly queue: { data: unknown; resolve: (v: unknown) => void; reject: (e: Error) => void }[] = [];
  constructor(size = os.availableParallelism()) {
    for (let i = 0; i < size; i++) this.add();
  }
  private add(): void {
    const worker = new Worker("./w.js");
    worker.on("error", () => {
      this.workers.splice(this.workers.indexOf(worker), 1);
      this.add();
    });
    this.workers.push(worker);
    this.idle.push(worker);
    this.next();
  }
  run(data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queue.push({ data, resolve, reject });
      this.next();
    });
  }
  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop();
    if (!worker) return;
    const { data, resolve, reject } = this.queue.shift()!;
    const onMessage = (value: unknown) => {
      worker.off("error", onError);
      this.idle.push(worker);
      resolve(value);
      this.next();
    };
    const onError = (e: Error) => {
      worker.off("message", onMessage);
      reject(e);
    };
    worker.once("message", onMessage);
    worker.once("error", onError);
    worker.postMessage(data);
  }
  async close(): Promise<void> {
    await Promise.all(this.workers.map((w) => w.terminate()));
    this.workers.length = 0;
  }
}
export function ask(worker: Worker, question: unknown): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.once("message", (answer) => {
      port1.close();
      resolve(answer);
    });
    worker.postMessage({ question, port: port2 }, [port2]);
  });
}
if (!isMainThread) {
  parentPort!.on("message", (m) => parentPort!.postMessage(m));
}
export function forkAll(): void {
  if (cluster.isPrimary) {
    for (let i = 0; i < 4; i++) cluster.fork();
    cluster.on("exit", () => cluster.fork());
  }
}
export async function testServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = http.createServer((_, res) => res.end("ok"));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () => new Promise((resolve, reject) => server.close((e) => (e ? reject(e) : resolve()))),
  };
}
export class HttpServer {
  #server?: http.Server;
  readonly #sockets = new Set<Socket>();
  async start(port: number): Promise<void> {
    const server = http.createServer();
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    server.listen(port);
    await once(server, "listening");
    this.#server = server;
  }
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.close();
    await once(server, "close");
  }
}
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port);
    socket.setTimeout(500);
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("timeout", () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", () => resolve(false));
  });
}
export function echo(): net.Server {
  return net
    .createServer((socket) => {
      socket.pipe(socket);
      socket.on("error", () => socket.destroy());
    })
    .listen(7);
}
export function proxy(): http.Server {
  return http.createServer((req, res) => {
    const upstream = http.request({ host: "x", path: req.url, method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    upstream.on("error", () => {
      if (!res.headersSent) res.writeHead(502);
      res.end();
    });
    req.on("aborted", () => upstream.destroy());
    req.pipe(upstream);
  });
}
const agent = new https.Agent({ keepAlive: true });
export function get(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = https.get(url, { agent, timeout: 1000 }, (res) => {
      let body = "";
      res.setEncoding("utf8");
      res.on("data", (c) => (body += c));
      res.on("end", () => resolve(body));
    });
    req.on("timeout", () => req.destroy(new Error("timeout")));
    req.on("error", reject);
  });
}
export function events(): http.Server {
  return http.createServer((req, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    const timer = setInterval(() => res.write("data: x\n\n"), 1000);
    req.on("close", () => {
      clearInterval(timer);
      res.end();
    });
  });
}
