/** State is asked for, awaited and set, in the ways people keep that right. */

import { readFile } from "node:fs/promises";
export class Cache {
  private readonly values = new Map<string, string>();
  private readonly pending = new Map<string, Promise<string>>();
  async get(k: string): Promise<string> {
    const known = this.values.get(k);
    if (known !== undefined) return known;
    const v = await readFile(k, "utf8");
    this.values.set(k, v);
    return v;
  }
  load(k: string): Promise<string> {
    let p = this.pending.get(k);
    if (!p) {
      p = readFile(k, "utf8").finally(() => this.pending.delete(k));
      this.pending.set(k, p);
    }
    return p;
  }
}
let token: string | undefined;
let refreshing: Promise<string> | undefined;
export async function getToken(): Promise<string> {
  if (token) return token;
  refreshing ??= readFile("t", "utf8");
  try {
    token = await refreshing;
    return token;
  } finally {
    refreshing = undefined;
  }
}
let initialized = false;
export async function init(): Promise<void> {
  if (initialized) return;
  initialized = true;
  await readFile("x");
}
let ready: Promise<void> | null = null;
export const ensure = () =>
  (ready ??= (async () => {
    await readFile("x");
  })());
export class Service {
  private started = false;
  private stopping = false;
  private config: { a: number } | null = null;
  async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    this.config = JSON.parse(await readFile("c", "utf8"));
  }
  async stop(): Promise<void> {
    if (!this.started || this.stopping) return;
    this.stopping = true;
    await readFile("x");
    this.started = false;
    this.stopping = false;
  }
  async reload(): Promise<void> {
    const text = await readFile("c", "utf8");
    this.config = JSON.parse(text);
  }
  get a(): number {
    return this.config?.a ?? 0;
  }
}
export class Latest {
  private seq = 0;
  result = "";
  async run(k: string): Promise<void> {
    const mine = ++this.seq;
    const v = await readFile(k, "utf8");
    if (mine !== this.seq) return;
    this.result = v;
  }
}
export class Loader {
  loading = false;
  data: string[] = [];
  page = 0;
  async more(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      this.data = [...this.data, await readFile(String(this.page), "utf8")];
      this.page++;
    } finally {
      this.loading = false;
    }
  }
}
export class Counter {
  n = 0;
  async bump(): Promise<void> {
    await readFile("x");
    this.n++;
  }
  async bump2(): Promise<void> {
    this.n += 1;
    await readFile("x");
  }
}
export class Session {
  private current: { id: string } | undefined;
  async login(u: string): Promise<void> {
    const s = JSON.parse(await readFile(u, "utf8"));
    this.current = s;
  }
  logout(): void {
    this.current = undefined;
  }
  async whoami(): Promise<string | undefined> {
    if (!this.current) return undefined;
    const { id } = this.current;
    await readFile(id);
    return id;
  }
}
export class Queue {
  private running = false;
  private readonly items: (() => Promise<void>)[] = [];
  push(f: () => Promise<void>): void {
    this.items.push(f);
    void this.run();
  }
  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (this.items.length > 0) {
      const f = this.items.shift()!;
      try {
        await f();
      } catch (e) {
        console.error(e);
      }
    }
    this.running = false;
  }
}
export class Chain {
  private tail: Promise<unknown> = Promise.resolve();
  run<T>(f: () => Promise<T>): Promise<T> {
    const p = this.tail.then(f);
    this.tail = p.catch(() => {});
    return p;
  }
}
export async function total(files: string[]): Promise<number> {
  let sum = 0;
  for (const f of files) sum += (await readFile(f)).length;
  return sum;
}
export async function total2(files: string[]): Promise<number> {
  let sum = 0;
  await Promise.all(
    files.map(async (f) => {
      const n = (await readFile(f)).length;
      sum += n;
    }),
  );
  return sum;
}
export class Conn {
  private socket: WebSocket | null = null;
  private opening: Promise<WebSocket> | null = null;
  open(): Promise<WebSocket> {
    if (this.socket) return Promise.resolve(this.socket);
    return (this.opening ??= new Promise((resolve) => {
      const ws = new WebSocket("x");
      ws.onopen = () => {
        this.socket = ws;
        this.opening = null;
        resolve(ws);
      };
    }));
  }
  close(): void {
    this.socket?.close();
    this.socket = null;
  }
}
export class Store {
  private state: Record<string, string> = {};
  async set(k: string, f: string): Promise<void> {
    const v = await readFile(f, "utf8");
    this.state = { ...this.state, [k]: v };
  }
  async update(k: string): Promise<void> {
    const prev = this.state[k];
    if (prev === undefined) return;
    const v = await readFile(prev, "utf8");
    if (this.state[k] !== prev) return;
    this.state[k] = v;
  }
}
export const users = new Map<string, { name: string }>();
export async function handler(id: string): Promise<string> {
  const u = users.get(id);
  if (!u) throw new Error("404");
  await readFile("audit");
  return u.name;
}
export async function remove(id: string): Promise<void> {
  if (!users.has(id)) return;
  users.delete(id);
  await readFile("audit");
}
export async function create(id: string): Promise<void> {
  if (users.has(id)) throw new Error("exists");
  users.set(id, { name: "" });
  await readFile("audit");
}
