import { promisify } from "node:util";
import * as fs from "node:fs";

const open = promisify(fs.open);
const close = promisify(fs.close);
const fsync = promisify(fs.fsync);
const write = promisify(fs.write);

export async function writeAtomic(target: string, data: string): Promise<void> {
  const temporary = `${target}.tmp`;
  let fd: number | null = null;
  try {
    fd = await open(temporary, "w");
    await write(fd, data);
    await fsync(fd);
    await close(fd);
    fd = null;
    await fs.promises.rename(temporary, target);
  } finally {
    if (fd !== null) await close(fd);
  }
}
