declare class Mutex {
  acquire(): Promise<() => void>;
}
export interface Sheet { rows(): Promise<string[][]>; update(row: number, cells: string[]): Promise<void> }
const lock = new Mutex();

export async function schedule(sheet: Sheet, white: string, black: string, at: Date): Promise<boolean> {
  await lock.acquire();
  const rows = await sheet.rows();
  const index = rows.findIndex((cells) => cells[0] === white && cells[1] === black);
  if (index < 0) return false;
  await sheet.update(index, [white, black, at.toISOString()]);
  return true;
}
