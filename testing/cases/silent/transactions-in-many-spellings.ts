/** One transaction is begun and ended, in the ways people write that. */

import { DatabaseSync } from "node:sqlite";

interface Client {
  query(sql: string, values?: readonly unknown[]): Promise<{ readonly rowCount: number }>;
  release(error?: Error | boolean): void;
}
declare const pool: { connect(): Promise<Client> };
type Work = (client: Client) => Promise<void>;

export async function caught(work: Work): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

export async function caughtQuietly(work: Work): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

export async function caughtTwice(client: Client, work: Work): Promise<void> {
  await client.query("BEGIN");
  try {
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    try {
      await client.query("ROLLBACK");
    } catch (again) {
      console.error(again);
    }
    throw error;
  }
}

export class Transaction {
  constructor(private readonly client: Client) {}
  async begin(): Promise<void> {
    await this.client.query("BEGIN");
  }
  async commit(): Promise<void> {
    await this.client.query("COMMIT");
  }
  async rollback(): Promise<void> {
    await this.client.query("ROLLBACK");
  }
}

export async function leavingTheProcess(): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("create table x ()");
    await client.query("COMMIT");
  } catch (error) {
    console.error(error);
    await client.query("ROLLBACK");
    process.exit(1);
  } finally {
    client.release();
  }
}

export async function flagged(client: Client, work: Work): Promise<void> {
  let committed = false;
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
    committed = true;
  } finally {
    if (!committed) await client.query("ROLLBACK");
  }
}

export async function rolledBackAnyway(client: Client, work: Work): Promise<void> {
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } finally {
    await client.query("ROLLBACK");
  }
}

export async function byClosure(client: Client, work: Work): Promise<void> {
  const rollback = () => client.query("ROLLBACK");
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await rollback();
    throw error;
  }
}

export async function byWord(client: Client, work: Work): Promise<void> {
  const end = async (how: "COMMIT" | "ROLLBACK") => void (await client.query(how));
  await client.query("BEGIN");
  try {
    await work(client);
    await end("COMMIT");
  } catch (error) {
    await end("ROLLBACK");
    throw error;
  }
}

export function chained(client: Client): Promise<void> {
  return client
    .query("BEGIN")
    .then(() => client.query("update a set b = 1"))
    .then(() => client.query("COMMIT"))
    .then(() => undefined)
    .catch((error) =>
      client.query("ROLLBACK").then(() => {
        throw error;
      }),
    );
}

export async function inPortions(client: Client, rows: AsyncIterable<string>): Promise<void> {
  let count = 0;
  await client.query("BEGIN");
  try {
    for await (const row of rows) {
      await client.query("insert into t values ($1)", [row]);
      if (++count % 1000 === 0) {
        await client.query("COMMIT");
        await client.query("BEGIN");
      }
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

export async function orNothing(client: Client, id: number): Promise<number | null> {
  try {
    await client.query("BEGIN");
    const found = await client.query("select 1 where $1", [id]);
    if (found.rowCount === 0) {
      await client.query("ROLLBACK");
      return null;
    }
    await client.query("COMMIT");
    return id;
  } catch {
    await client.query("ROLLBACK");
    return null;
  }
}

export async function retried(work: Work): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const client = await pool.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
      await work(client);
      await client.query("COMMIT");
      return;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      if ((error as { code?: string }).code !== "40001") throw error;
    } finally {
      client.release();
    }
  }
}

export async function thrownAway(work: Work): Promise<void> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
    done = true;
  } finally {
    client.release(!done);
  }
}

export async function chosenAtTheEnd(client: Client, work: Work): Promise<void> {
  await client.query("BEGIN");
  const error = await work(client).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  await client.query(error === undefined ? "COMMIT" : "ROLLBACK");
  if (error !== undefined) throw error;
}

export class Nested {
  #depth = 0;
  constructor(private readonly database: DatabaseSync) {}
  transaction<T>(work: () => T): T {
    if (this.#depth++ === 0) this.database.exec("BEGIN");
    try {
      const result = work();
      if (--this.#depth === 0) this.database.exec("COMMIT");
      return result;
    } catch (error) {
      if (--this.#depth === 0) this.database.exec("ROLLBACK");
      throw error;
    }
  }
}
