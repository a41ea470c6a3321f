/** Files, checkouts and locks go through helpers, closures, generators and classes, in the ways people write that. */

import * as fs from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

declare class PoolClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number }>;
  release(error?: unknown): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}
declare class Mutex {
  acquire(): Promise<() => void>;
  isLocked(): boolean;
}
const pool = new Pool();
async function bracket<A, R>(acquire: () => Promise<A>, use: (a: A) => Promise<R>, release: (a: A) => Promise<void> | void): Promise<R> {
  const a = await acquire();
  try {
    return await use(a);
  } finally {
    await release(a);
  }
}
export const readBracketed = (p: string) =>
  bracket(
    () => open(p),
    (f) => f.readFile("utf8"),
    (f) => f.close(),
  );
export const queryBracketed = () =>
  bracket(
    () => pool.connect(),
    (c) => c.query("x"),
    (c) => c.release(),
  );
const closing = async <T extends { close(): Promise<void> }, R>(r: T, f: (r: T) => Promise<R>): Promise<R> => {
  try {
    return await f(r);
  } finally {
    await r.close();
  }
};
export const readBorrowed = async (p: string) => closing(await open(p), (f) => f.readFile());
interface Doc {
  file: FileHandle;
  size: number;
}
async function openDoc(p: string): Promise<Doc> {
  const file = await open(p);
  try {
    const { size } = await file.stat();
    return { file, size };
  } catch (e) {
    await file.close();
    throw e;
  }
}
export async function sizeOf(p: string): Promise<number> {
  const doc = await openDoc(p);
  try {
    return doc.size;
  } finally {
    await doc.file.close();
  }
}
export async function sizeOfParts(p: string): Promise<number> {
  const { file, size } = await openDoc(p);
  await file.close();
  return size;
}
export const streamOf = async (p: string) => {
  const f = await open(p);
  const r = f.createReadStream();
  r.on("close", () => console.log("x"));
  return r;
};
export function streamOfDescriptor(p: string): fs.ReadStream {
  const fd = fs.openSync(p, "r");
  return fs.createReadStream("", { fd });
}
export function streamThatCloses(p: string): fs.ReadStream {
  const fd = fs.openSync(p, "r");
  return fs.createReadStream("", { fd, autoClose: true });
}
export function sizesOf(p: string): number[] {
  const fds: number[] = [];
  try {
    for (let i = 0; i < 3; i++) fds.push(fs.openSync(p + i, "r"));
    return fds.map((fd) => fs.fstatSync(fd).size);
  } finally {
    for (const fd of fds) fs.closeSync(fd);
  }
}
export function readByDescriptor(p: string): string {
  const fd = fs.openSync(p, "r");
  try {
    return fs.readFileSync(fd, "utf8");
  } finally {
    fs.closeSync(fd);
  }
}
export async function readByChain(p: string): Promise<string> {
  const f = await open(p);
  return f
    .readFile("utf8")
    .then((t) => f.close().then(() => t))
    .catch((e) =>
      f.close().then(() => {
        throw e;
      }),
    );
}
export async function appendAndSync(p: string): Promise<void> {
  const f = await open(p, "a");
  await f
    .appendFile("x")
    .then(() => f.sync())
    .finally(() => f.close());
}
export async function closeWhenOpened(p: string): Promise<void> {
  let f: FileHandle | null = null;
  for (let i = 0; i < 3 && f === null; i++) f = await open(p).catch(() => null);
  if (f === null) throw new Error("x");
  await f.close();
}
export function touchByCallback(p: string, cb: (e: Error | null) => void): void {
  fs.open(p, "r", (e, fd) => {
    if (e) {
      cb(e);
      return;
    }
    fs.close(fd, cb);
  });
}
export function readByCallback(p: string, cb: (e: Error | null, s?: string) => void): void {
  fs.open(p, "r", (e, fd) => {
    if (e) return cb(e);
    const finish = (err: Error | null, s?: string) => fs.close(fd, () => cb(err, s));
    const b = Buffer.alloc(3);
    fs.read(fd, b, 0, 3, 0, (e2) => {
      if (e2) return finish(e2);
      finish(null, b.toString());
    });
  });
}
export async function sameFile(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([open(a), open(b)]);
  try {
    return (await x.stat()).ino === (await y.stat()).ino;
  } finally {
    await x.close();
    await y.close();
  }
}
export async function truncateFile(a: string): Promise<void> {
  const f = await open(a);
  try {
    if ((await f.stat()).isDirectory()) return;
    await f.truncate();
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== "EPERM") throw e;
  } finally {
    await f.close();
  }
}
export async function statWithBound(a: string): Promise<void> {
  const f = await open(a);
  const done = f.close.bind(f);
  try {
    await f.stat();
  } finally {
    await done();
  }
}
export class Lazy {
  private handle?: Promise<FileHandle>;
  constructor(private readonly p: string) {}
  private get(): Promise<FileHandle> {
    return (this.handle ??= open(this.p));
  }
  async read(): Promise<string> {
    return (await this.get()).readFile("utf8");
  }
  async close(): Promise<void> {
    const h = this.handle;
    this.handle = undefined;
    if (h) await (await h).close();
  }
}
export class Tx {
  private released = false;
  constructor(private readonly client: PoolClient) {}
  static async begin(): Promise<Tx> {
    const c = await pool.connect();
    try {
      await c.query("begin");
      return new Tx(c);
    } catch (e) {
      c.release();
      throw e;
    }
  }
  async commit(): Promise<void> {
    await this.end("commit");
  }
  async rollback(): Promise<void> {
    await this.end("rollback");
  }
  private async end(s: string): Promise<void> {
    if (this.released) return;
    this.released = true;
    try {
      await this.client.query(s);
    } finally {
      this.client.release();
    }
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.rollback();
  }
}
export async function commitUsing(): Promise<void> {
  await using tx = await Tx.begin();
  await tx.commit();
}
export async function commitOrRollback(): Promise<void> {
  const tx = await Tx.begin();
  try {
    await tx.commit();
  } catch (e) {
    await tx.rollback();
    throw e;
  }
}
type Ctx = { db?: PoolClient; state: { client?: PoolClient } };
export async function checkoutInContext(ctx: Ctx, next: () => Promise<void>): Promise<void> {
  ctx.db = await pool.connect();
  try {
    await next();
  } finally {
    ctx.db.release();
  }
}
export async function checkoutInState(ctx: Ctx, next: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  ctx.state.client = client;
  try {
    await next();
  } finally {
    client.release();
    delete ctx.state.client;
  }
}
export function checkoutForResponse(req: { client?: PoolClient }, res: { on(e: string, f: () => void): void }, next: (e?: unknown) => void): void {
  pool.connect().then((c) => {
    req.client = c;
    res.on("finish", () => c.release());
    next();
  }, next);
}
export async function retry(): Promise<unknown> {
  let last: unknown;
  for (let i = 0; i < 3; i++) {
    const c = await pool.connect();
    try {
      return (await c.query("x")).rows;
    } catch (e) {
      last = e;
    } finally {
      c.release();
    }
  }
  throw last;
}
export async function failover(pools: Pool[]): Promise<PoolClient> {
  for (const p of pools) {
    try {
      return await p.connect();
    } catch (e) {
      console.warn(e);
    }
  }
  throw new Error("none");
}
export async function batch(rows: unknown[][]): Promise<void> {
  const c = await pool.connect();
  let n = 0;
  try {
    await c.query("begin");
    for (const r of rows) {
      await c.query("i", r);
      if (++n % 100 === 0) {
        await c.query("commit");
        await c.query("begin");
      }
    }
    await c.query("commit");
  } catch (e) {
    await c.query("rollback");
    throw e;
  } finally {
    c.release();
  }
}
export async function* rows(): AsyncGenerator<unknown> {
  const c = await pool.connect();
  try {
    for (let i = 0; ; i++) {
      const r = await c.query("x", [i]);
      if (r.rowCount === 0) return;
      yield* r.rows;
    }
  } finally {
    c.release();
  }
}
export function* lines(p: string): Generator<string> {
  const fd = fs.openSync(p, "r");
  try {
    const b = Buffer.alloc(10);
    while (fs.readSync(fd, b) > 0) yield b.toString();
  } finally {
    fs.closeSync(fd);
  }
}
export async function earlyClose(p: string): Promise<string | null> {
  const f = await open(p);
  const s = await f.stat().catch(() => null);
  if (!s || s.size === 0) {
    await f.close();
    return null;
  }
  try {
    return await f.readFile("utf8");
  } finally {
    await f.close();
  }
}
export async function openState(p: string): Promise<void> {
  let state: { kind: "idle" } | { kind: "open"; f: FileHandle } = { kind: "idle" };
  try {
    state = { kind: "open", f: await open(p) };
    await state.f.stat();
  } finally {
    if (state.kind === "open") await state.f.close();
  }
}
export async function openAll(ps: string[]): Promise<void> {
  const opened: FileHandle[] = [];
  try {
    for (const p of ps) opened.push(await open(p));
  } finally {
    await Promise.allSettled(opened.map((f) => f.close()));
  }
}
const mutex = new Mutex();
export async function tryLock(): Promise<boolean> {
  if (mutex.isLocked()) return false;
  const r = await mutex.acquire();
  try {
    return true;
  } finally {
    r();
  }
}
export async function lockUntil(work: Promise<void>): Promise<void> {
  const r = await mutex.acquire();
  work.finally(r);
}
export async function lockAndHand(cb: (done: () => void) => void): Promise<void> {
  const r = await mutex.acquire();
  cb(r);
}
export async function lockAndReturn(): Promise<() => void> {
  return mutex.acquire();
}
export async function lockDisposable(): Promise<Disposable> {
  const release = await mutex.acquire();
  return { [Symbol.dispose]: release };
}
export async function lockUse(): Promise<void> {
  using _lock = await lockDisposable();
  await open("x").then((f) => f.close());
}
