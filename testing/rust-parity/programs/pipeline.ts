/**
 * A request pipeline in strict code: each request goes through guards by value, what refuses it gives an answer in its place, and
 * the connection that serves it is lent for as long as its lease lives.
 */
"use freehold";

import { type Lifetime, type Mut, type Own, type Owned, type Ref, move, mut, ref } from "freehold";

class Request implements Owned {
  readonly path: string;
  readonly user: string | undefined;
  readonly headers: Map<string, string>;
  constructor(path: string, user: string | undefined, headers: Map<string, string> = new Map()) {
    this.path = path;
    this.user = user;
    this.headers = headers;
  }
  [Symbol.dispose](): void {
    this.headers.clear();
  }
  header(this: Ref<Request>, name: string): string | undefined {
    return this.headers.get(name);
  }
  mark(this: Mut<Request>, name: string, value: string): void {
    this.headers.set(name, value);
  }
}

class Answer implements Owned {
  readonly status: number;
  readonly body: string;
  constructor(status: number, body: string) {
    this.status = status;
    this.body = body;
  }
  copy(this: Ref<Answer>): Own<Answer> {
    return new Answer(this.status, this.body);
  }
  text(this: Ref<Answer>): string {
    return `${this.status} ${this.body}`;
  }
}

/** What a guard says: the request goes on, or is answered here. */
type Verdict = { readonly kind: "pass"; readonly request: Own<Request> } | { readonly kind: "refuse"; readonly answer: Own<Answer> };

interface Guard {
  check(request: Own<Request>): Verdict;
}

class NeedsUser implements Guard {
  check(request: Own<Request>): Verdict {
    if (request.user !== undefined) return { kind: "pass", request };
    const answer = new Answer(401, `who asks for ${request.path}?`);
    request[Symbol.dispose]();
    return { kind: "refuse", answer };
  }
}

class Limit implements Guard {
  readonly #seen = new Map<string, number>();
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  check(request: Own<Request>): Verdict {
    const user = request.user ?? "nobody";
    const seen = (this.#seen.get(user) ?? 0) + 1;
    this.#seen.set(user, seen);
    if (seen > this.#most) return refuse(request, 429, "slower");
    request.mark("seen", String(seen));
    return { kind: "pass", request };
  }
}

function refuse(request: Own<Request>, status: number, reason: string): Verdict {
  const answer = new Answer(status, `${reason}, ${request.path}`);
  request[Symbol.dispose]();
  return { kind: "refuse", answer };
}

class Connection implements Owned {
  readonly name: string;
  served = 0;
  constructor(name: string) {
    this.name = name;
  }
  [Symbol.dispose](): void {
    this.served = 0;
  }
  async query(this: Mut<Connection>, text: string): Promise<string> {
    this.served += 1;
    await Promise.resolve();
    return `${this.name}:${text}#${this.served}`;
  }
}

/** A connection on loan; its end counts it as given back. */
class Lease<A extends Lifetime> implements Owned {
  readonly connection: Mut<Connection, A>;
  readonly log: Ref<Log, A>;
  constructor(connection: Mut<Connection, A>, log: Ref<Log, A>) {
    this.connection = connection;
    this.log = log;
  }
  [Symbol.dispose](): void {
    this.log.write(`${this.connection.name} is back`);
  }
  async ask(this: Mut<Lease<A>>, text: string): Promise<string> {
    return await this.connection.query(text);
  }
}

/** Shared by everybody, and written by everybody: the collector's, so a `Ref` is enough. */
class Log {
  readonly lines: string[] = [];
  write(line: string): void {
    this.lines.push(line);
  }
}

/** What serves requests of one path: it uses the request up, and has the lease for as long as it works. */
interface Handler {
  handle<A extends Lifetime>(request: Own<Request>, lease: Mut<Lease<A>>): Promise<Own<Answer>>;
}

class Ask implements Handler {
  async handle<A extends Lifetime>(request: Own<Request>, lease: Mut<Lease<A>>): Promise<Own<Answer>> {
    const { path } = request;
    const seen = request.header("seen") ?? "0";
    request[Symbol.dispose]();
    const body = await lease.ask(path);
    return new Answer(200, `${body} (${seen})`);
  }
}

/** Asks again as long as the answer is empty, with the one lease. */
class AskAgain implements Handler {
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  async handle<A extends Lifetime>(request: Own<Request>, lease: Mut<Lease<A>>): Promise<Own<Answer>> {
    const { path } = request;
    request[Symbol.dispose]();
    let body = "";
    for (let turn = 0; turn < this.#most && body.length < 12; turn += 1) body += await lease.ask(path);
    return new Answer(body.length < 12 ? 504 : 200, body);
  }
}

/** Answers that may be given again: it owns them, and lends what it has. */
class Cache implements Owned {
  readonly #answers: Map<string, Own<Answer>> = new Map();
  readonly #most: number;
  hits = 0;
  constructor(most: number) {
    this.#most = most;
  }
  [Symbol.dispose](): void {
    this.#answers.clear();
  }
  find(this: Mut<Cache>, path: string): Ref<Answer> | undefined {
    const known = this.#answers.get(path);
    if (known !== undefined) this.hits += 1;
    return known;
  }
  /** Keeps a copy, as long as there is room; the answer itself goes on. */
  keep(this: Mut<Cache>, path: string, answer: Ref<Answer>): void {
    if (this.#answers.size < this.#most && answer.status === 200) this.#answers.set(path, answer.copy());
  }
}

class Pipeline implements Owned {
  readonly #guards: readonly Guard[];
  readonly #routes: ReadonlyMap<string, Handler>;
  readonly #connection: Own<Connection>;
  readonly #cache: Own<Cache>;
  readonly #log: Log;
  constructor(guards: readonly Guard[], routes: ReadonlyMap<string, Handler>, connection: Own<Connection>, log: Log) {
    this.#guards = guards;
    this.#routes = routes;
    this.#connection = connection;
    this.#cache = new Cache(2);
    this.#log = log;
  }
  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
    this.#cache[Symbol.dispose]();
  }
  async handle(this: Mut<Pipeline>, request: Own<Request>): Promise<Own<Answer>> {
    const verdict = this.#guard(request);
    if (verdict.kind === "refuse") return verdict.answer;
    return await this.#serve(verdict.request);
  }
  #guard(this: Ref<Pipeline>, request: Own<Request>): Verdict {
    let passing = request;
    for (const guard of this.#guards) {
      const verdict = guard.check(passing);
      if (verdict.kind === "refuse") return verdict;
      passing = verdict.request;
    }
    return { kind: "pass", request: passing };
  }
  async #serve(this: Mut<Pipeline>, request: Own<Request>): Promise<Own<Answer>> {
    const { path } = request;
    const known = this.#cache.find(path);
    if (known !== undefined) {
      request[Symbol.dispose]();
      return known.copy();
    }
    const handler = this.#routes.get(path);
    if (handler === undefined) {
      request[Symbol.dispose]();
      return new Answer(404, path);
    }
    using lease = new Lease(mut(this.#connection), ref(this.#log));
    const answer = await handler.handle(request, mut(lease));
    this.#cache.keep(path, ref(answer));
    return answer;
  }
  served(this: Ref<Pipeline>): number {
    return this.#connection.served;
  }
  hits(this: Ref<Pipeline>): number {
    return this.#cache.hits;
  }
}

/** Requests that wait; each is taken out once. */
class Queue implements Owned {
  readonly #waiting: Own<Request>[] = [];
  [Symbol.dispose](): void {
    for (const request of this.#waiting) request[Symbol.dispose]();
  }
  put(this: Mut<Queue>, request: Own<Request>): void {
    this.#waiting.push(request);
  }
  take(this: Mut<Queue>): Own<Request> | undefined {
    return this.#waiting.shift();
  }
  next(this: Ref<Queue>): Ref<Request> | undefined {
    return this.#waiting[0] === undefined ? undefined : ref(this.#waiting[0]);
  }
  size(this: Ref<Queue>): number {
    return this.#waiting.length;
  }
}

async function serveAll(queue: Mut<Queue>, pipeline: Mut<Pipeline>, each: Ref<(answer: Ref<Answer>) => void>): Promise<number> {
  let count = 0;
  for (let request = queue.take(); request !== undefined; request = queue.take()) {
    const answer = await pipeline.handle(request);
    each(answer);
    count += 1;
  }
  return count;
}

function filled(): Own<Queue> {
  const queue = new Queue();
  queue.put(new Request("/", "ann"));
  queue.put(new Request("/secret", undefined));
  queue.put(new Request("/list", "ann"));
  queue.put(new Request("/more", "ann"));
  queue.put(new Request("/", "bob"));
  queue.put(new Request("/slow", "bob"));
  queue.put(new Request("/nowhere", "cid"));
  return queue;
}

function routes(): ReadonlyMap<string, Handler> {
  return new Map<string, Handler>([
    ["/", new Ask()],
    ["/list", new Ask()],
    ["/slow", new AskAgain(3)],
  ]);
}

export async function main(): Promise<readonly string[]> {
  const log = new Log();
  using queue = filled();
  using pipeline = new Pipeline([new NeedsUser(), new Limit(2)], routes(), new Connection("db"), log);
  const first = queue.next();
  if (first !== undefined) log.write(`first is ${first.path}`);

  const work = serveAll(mut(queue), mut(pipeline), (answer) => log.write(answer.text()));
  const count = await work;
  log.write(`${count} answered, ${pipeline.served()} served, ${pipeline.hits()} known, ${queue.size()} wait`);

  const late = new Request("/late", "bob");
  const later = move(() => refuse(late, 503, "closed"));
  const verdict = later();
  if (verdict.kind === "refuse") log.write(verdict.answer.text());
  return log.lines;
}
