export interface Connection extends Disposable {
  query(sql: string, values: unknown[]): Promise<{ id: number }[]>;
}
declare function openConnection(url: string): Connection;

export async function findAll(url: string, owner: string): Promise<{ id: number }[]> {
  using connection = openConnection(url);
  return await connection.query("select id from notes where owner = ?", [owner]);
}
