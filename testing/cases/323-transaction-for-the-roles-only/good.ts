interface Transaction {
  select(table: string, where?: object): Promise<object[]>;
  insert(table: string, row: object): Promise<number[]>;
  commit(): Promise<void>;
  rollback(error?: unknown): Promise<void>;
}
interface Knex {
  transaction(): Promise<Transaction>;
}
interface Operation {
  readonly op: "get" | "add";
  readonly table: string;
  readonly row?: object;
}

async function rolesOf(trx: Transaction, user: string): Promise<string[]> {
  const rows = (await trx.select("roles", { user })) as { role: string }[];
  return rows.map(({ role }) => role);
}

export async function handle(knex: Knex, user: string, operations: readonly Operation[]): Promise<object[]> {
  const trx = await knex.transaction();
  try {
    const roles = await rolesOf(trx, user);
    if (!roles.includes("editor")) throw new Error("not allowed");
    const results: object[] = [];
    for (const { op, table, row } of operations) {
      if (op === "add") results.push({ ids: await trx.insert(table, row ?? {}) });
      else results.push(...(await trx.select(table)));
    }
    await trx.commit();
    return results;
  } catch (error) {
    await trx.rollback(error);
    throw error;
  }
}
