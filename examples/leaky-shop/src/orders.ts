/** Orders: every way to hold a database client, right and wrong. */

import type { Pool, PoolClient } from "pg";
import { withClient, withTransaction } from "./database.ts";

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly state: "open" | "paid" | "cancelled";
  readonly total: number;
}

export interface OrderLine {
  readonly article: string;
  readonly quantity: number;
  readonly price: number;
}

const orderFields = "select id, customer, state, total from orders";

/** Wrong: an unknown order keeps the client, and so does a query that fails. */
export async function orderById(pool: Pool, id: number): Promise<Order | undefined> {
  const client = await pool.connect(); // planted: leaked-resource
  const { rows } = await client.query<Order>(`${orderFields} where id = $1`, [id]);
  const order = rows[0];
  if (order === undefined) return undefined;
  await client.query("update orders set seen = now() where id = $1", [id]);
  client.release();
  return order;
}

/** Right: `finally` is on every way out. */
export async function ordersOf(pool: Pool, customer: string): Promise<readonly Order[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Order>(`${orderFields} where customer = $1`, [customer]);
    if (rows.length === 0) return [];
    await client.query("update customers set seen = now() where name = $1", [customer]);
    return rows;
  } finally {
    client.release();
  }
}

/** Wrong: when the refund fails, the client goes back to the pool twice, and two requests may share it. */
export async function cancelOrder(pool: Pool, id: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("update orders set state = 'cancelled' where id = $1", [id]);
    await refund(client, id);
  } catch (error) {
    client.release();
    throw error;
  } finally {
    client.release(); // planted: double-release
  }
}

/** Right: the same, with one place that lets go. */
export async function reopenOrder(pool: Pool, id: number): Promise<void> {
  await withTransaction(pool, async (client) => {
    await client.query("update orders set state = 'open' where id = $1", [id]);
    await client.query("delete from refunds where order_id = $1", [id]);
  });
}

/** Wrong: the second query runs on a client that already serves somebody else. */
export async function dayReport(pool: Pool, day: string): Promise<{ orders: readonly Order[]; total: number }> {
  const client = await pool.connect();
  let orders: readonly Order[];
  try {
    const result = await client.query<Order>(`${orderFields} where day = $1`, [day]);
    orders = result.rows;
  } finally {
    client.release();
  }
  const sums = await client.query<{ total: number }>("select sum(total) as total from orders where day = $1", [day]); // planted: use-after-release
  return { orders, total: sums.rows[0]?.total ?? 0 };
}

/** Right: takes a client only when the caller brought none, and lets go of no other. */
export async function addLine(pool: Pool, order: number, line: OrderLine, given?: PoolClient): Promise<void> {
  let own: PoolClient | undefined;
  try {
    const client = given ?? (own = await pool.connect());
    await client.query("insert into lines values ($1, $2, $3, $4)", [order, line.article, line.quantity, line.price]);
    await client.query("update orders set total = total + $2 where id = $1", [order, line.quantity * line.price]);
  } finally {
    own?.release();
  }
}

/** Right: whoever asks for a reporting client gets it, and its release with it. */
export async function reportingClient(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = '5min'");
  } catch (error) {
    client.release(true);
    throw error;
  }
  return client;
}

/** Right: the owner of the reporting client. */
export async function yearReport(pool: Pool, year: number): Promise<number> {
  const client = await reportingClient(pool);
  try {
    const { rows } = await client.query<{ total: number }>("select sum(total) as total from orders where year = $1", [year]);
    return rows[0]?.total ?? 0;
  } finally {
    client.release();
  }
}

/** Right: a wrapper lends the client. */
export function countOrders(pool: Pool): Promise<number> {
  return withClient(pool, async (client) => {
    const { rows } = await client.query<{ count: number }>("select count(*) as count from orders");
    return rows[0]?.count ?? 0;
  });
}

async function refund(client: PoolClient, id: number): Promise<void> {
  const { rowCount } = await client.query("insert into refunds select id, total from orders where id = $1", [id]);
  if (rowCount !== 1) throw new Error(`order ${id} cannot be refunded`);
}
