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

async function logChange(trx: Transaction, user: number, amount: number): Promise<void> {
  await trx.insert("changes", { user, amount, at: new Date() });
}

export async function deposit(knex: Knex, user: number, amount: number): Promise<number> {
  const trx = await knex.transaction();
  let balance: number;
  try {
    const [account] = await trx.select("accounts", { user });
    if (account === undefined) throw new Error("no account");
    balance = account.balance + amount;
    await trx.update("accounts", account.id, { balance });
  } catch (error) {
    await trx.rollback(error);
    throw error;
  }
  await trx.commit();
  await logChange(trx, user, amount);
  return balance;
}
