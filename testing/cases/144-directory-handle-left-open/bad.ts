import { opendir } from "node:fs/promises";

export async function isEmpty(path: string): Promise<boolean> {
  const directory = await opendir(path);
  const first = await directory.read();
  return first === null;
}
