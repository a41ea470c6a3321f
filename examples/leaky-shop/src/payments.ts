/** Payments: the database tells when one comes in. */

import type { Notification, Pool } from "pg";

/** Wrong: the client goes back to the pool with its listener, one more for each payment. */
export async function waitForPayment(pool: Pool, order: number): Promise<void> {
  const client = await pool.connect();
  try {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onPayment = (message: Notification): void => {
      if (message.payload === String(order)) resolve();
    };
    client.on("notification", onPayment); // planted: left-behind
    await client.query("listen payments");
    await promise;
  } finally {
    client.release();
  }
}

/** Right: takes off what it put on. */
export async function nextPayment(pool: Pool): Promise<string> {
  const client = await pool.connect();
  const { promise, resolve } = Promise.withResolvers<string>();
  const onPayment = (message: Notification): void => resolve(message.payload ?? "");
  try {
    client.on("notification", onPayment);
    await client.query("listen payments");
    return await promise;
  } finally {
    client.off("notification", onPayment);
    client.release();
  }
}
