import { open, unlink } from "node:fs/promises";

export async function lock(path: string): Promise<() => Promise<void>> {
  const handle = await open(path, "wx", 0o600);
  await handle.writeFile(`${process.pid}\n`);
  let released = false;
  return async () => {
    if (released) return;
    released = true;
    await handle.close();
    await unlink(path);
  };
}
