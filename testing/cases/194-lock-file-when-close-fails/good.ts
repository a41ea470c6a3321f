import { open, unlink } from "node:fs/promises";

export async function lock(path: string): Promise<() => Promise<void>> {
  const handle = await open(path, "wx", 0o600);
  const release = async (): Promise<void> => {
    try {
      await handle.close();
    } finally {
      await unlink(path);
    }
  };
  try {
    await handle.writeFile(`${process.pid}\n`);
  } catch (error) {
    await release();
    throw error;
  }
  let released = false;
  return async () => {
    if (released) return;
    released = true;
    await release();
  };
}
