/** A pool of connections: a lease gives its connection back at its end, and the shutdown takes the pool apart. */
"use freehold";

import { type Lifetime, type Mut, mut, type Own, type Owned, type Ref, ref, RefCell } from "freehold";

export class Connection implements Owned {
  #queries = 0;
  readonly #log: string[] = [];
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  query(this: Mut<Connection>, text: string): number {
    this.#queries += 1;
    this.#log.push(text);
    return this.#queries;
  }
  queries(this: Ref<Connection>): number {
    return this.#queries;
  }
  close(this: Own<Connection>): number {
    return this.#queries;
  }
  [Symbol.dispose](): void {}
}

class State implements Owned {
  idle: Own<Connection>[] = [];
  made = 0;
}

export class Pool implements Owned {
  readonly #state: Own<RefCell<State>> = RefCell.new(new State());
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  lease<A extends Lifetime>(this: Ref<Pool, A>): Own<Lease<A>> | undefined {
    const connection = this.#take();
    return connection === undefined ? undefined : new Lease(this, connection);
  }
  #take(this: Ref<Pool>): Own<Connection> | undefined {
    using state = this.#state.borrowMut();
    const idle = state.value.idle.pop();
    if (idle !== undefined) return idle;
    if (state.value.made >= this.#limit) return undefined;
    state.value.made += 1;
    return new Connection(state.value.made);
  }
  giveBack(this: Ref<Pool>, connection: Own<Connection>): void {
    using state = this.#state.borrowMut();
    state.value.idle.push(connection);
  }
  idle(this: Ref<Pool>): number {
    return this.#state.with((state) => state.idle.length);
  }
  shutdown(this: Own<Pool>): number {
    const { idle } = this.#state.intoInner();
    let queries = 0;
    for (const connection of idle) queries += connection.close();
    return queries;
  }
}

export class Lease<A extends Lifetime> implements Owned {
  readonly #pool: Ref<Pool, A>;
  #connection: Own<Connection> | undefined;
  constructor(pool: Ref<Pool, A>, connection: Own<Connection>) {
    this.#pool = pool;
    this.#connection = connection;
  }
  query(this: Mut<Lease<A>>, text: string): number {
    return this.#connection?.query(text) ?? 0;
  }
  detach(this: Mut<Lease<A>>): Own<Connection> | undefined {
    const connection = this.#connection;
    this.#connection = undefined;
    return connection;
  }
  [Symbol.dispose](): void {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined) this.#pool.giveBack(connection);
  }
}

export function twice(pool: Ref<Pool>): number {
  using first = pool.lease();
  using second = pool.lease();
  if (first === undefined || second === undefined) return 0;
  return first.query("select 1") + second.query("select 2");
}

export async function later(pool: Ref<Pool>): Promise<number> {
  using lease = pool.lease();
  if (lease === undefined) return 0;
  await Promise.resolve();
  return lease.query("select 3");
}

export function all(pool: Ref<Pool>, texts: readonly string[]): number[] {
  const results: number[] = [];
  for (const text of texts) {
    using lease = pool.lease();
    if (lease !== undefined) results.push(lease.query(text));
  }
  return results;
}

export function count(pools: Ref<Own<Pool>[]>): number {
  return pools.reduce((sum, pool) => sum + pool.idle(), 0);
}

export function fill(connections: Mut<Own<Connection>[]>, amount: number): void {
  while (connections.length < amount) connections.push(new Connection(connections.length));
}

export function build(): Own<Connection>[] {
  const made: Own<Connection>[] = [];
  fill(mut(made), 3);
  return made;
}

export async function main(): Promise<readonly string[]> {
  const lines: string[] = [];
  const pool = new Pool(2);
  lines.push(`two at a time: ${twice(ref(pool))}`);
  lines.push(`one that waits: ${await later(ref(pool))}`);
  lines.push(`one after the other: ${all(ref(pool), ["select 4", "select 5"]).join(", ")}`);
  lines.push(`${pool.idle()} wait, ${build().length} more are made`);
  lines.push(`${pool.shutdown()} questions in all`);
  return lines;
}
