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

class Pipeline implements Owned {
  readonly #guards: readonly Guard[];
  readonly #connection: Own<Connection>;
  readonly #log: Log;
  constructor(guards: readonly Guard[], connection: Own<Connection>, log: Log) {
    this.#guards = guards;
    this.#connection = connection;
    this.#log = log;
  }
  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
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
    const seen = request.header("seen") ?? "0";
    request[Symbol.dispose]();
    using lease = new Lease(mut(this.#connection), ref(this.#log));
    const body = await lease.ask(path);
    return new Answer(200, `${body} (${seen})`);
  }
  served(this: Ref<Pipeline>): number {
    return this.#connection.served;
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
  return queue;
}

export async function main(): Promise<readonly string[]> {
  const log = new Log();
  using queue = filled();
  using pipeline = new Pipeline([new NeedsUser(), new Limit(2)], new Connection("db"), log);
  const first = queue.next();
  if (first !== undefined) log.write(`first is ${first.path}`);

  const work = serveAll(mut(queue), mut(pipeline), (answer) => log.write(answer.text()));
  const count = await work;
  log.write(`${count} answered, ${pipeline.served()} served, ${queue.size()} wait`);

  const late = new Request("/late", "bob");
  const later = move(() => refuse(late, 503, "closed"));
  const verdict = later();
  if (verdict.kind === "refuse") log.write(verdict.answer.text());
  return log.lines;
}
