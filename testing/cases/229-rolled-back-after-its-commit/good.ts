interface Transaction {
  insert(table: string, row: object): Promise<number[]>;
  select(table: string, where: object): Promise<{ id: number; balance: number }[]>;
  update(table: string, id: number, row: object): Promise<number>;
  commit(): Promise<void>;
  rollback(error?: unknown): Promise<void>;
}
interface Knex {
  transaction(): Promise<Transaction>;
  select(table: string, where: object): Promise<{ id: number; balance: number }[]>;
}

interface Mailer {
  welcome(address: string): Promise<void>;
}

async function finish(trx: Transaction): Promise<void> {
  await trx.commit();
}

export async function register(knex: Knex, mailer: Mailer, address: string): Promise<number> {
  const trx = await knex.transaction();
  let id: number | undefined;
  try {
    [id] = await trx.insert("users", { address });
  } catch (error) {
    await trx.rollback(error);
    throw error;
  }
  await finish(trx);
  await mailer.welcome(address);
  return id ?? 0;
}
