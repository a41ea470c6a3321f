declare class Cursor<T> {
  read(count: number): Promise<T[]>;
  close(): Promise<void>;
}
declare class Client {
  openCursor<T>(sql: string): Promise<Cursor<T>>;
}
export interface Candle { symbol: string; open: number }

export async function firstAbove(client: Client, price: number): Promise<Candle | undefined> {
  const cursor = await client.openCursor<Candle>("select symbol, open from candles order by at");
  for (let rows = await cursor.read(100); rows.length > 0; rows = await cursor.read(100)) {
    const hit = rows.find((candle) => candle.open > price);
    if (hit) return hit;
  }
  await cursor.close();
  return undefined;
}
