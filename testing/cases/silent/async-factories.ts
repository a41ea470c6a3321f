/** Static and free factories: on failure they clean up, on success they hand over. */

import { open, type FileHandle } from "node:fs/promises";

declare class Connection { handshake(): Promise<void>; authenticate(token: string): Promise<void>; close(): Promise<void> }
declare function dial(url: string): Promise<Connection>;

export async function connect(url: string, token: string): Promise<Connection> {
  const connection = await dial(url);
  try {
    await connection.handshake();
    await connection.authenticate(token);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

export class Archive {
  private constructor(private readonly file: FileHandle, readonly entries: readonly string[]) {}

  static async open(path: string): Promise<Archive> {
    const file = await open(path);
    let entries: string[];
    try {
      entries = (await file.readFile("utf8")).split("\n");
    } catch (error) {
      await file.close().catch(() => {});
      throw new Error(`cannot read ${path}`, { cause: error });
    }
    return new Archive(file, entries);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

export async function pair(left: string, right: string): Promise<[FileHandle, FileHandle]> {
  const first = await open(left);
  try {
    return [first, await open(right)];
  } catch (error) {
    await first.close();
    throw error;
  }
}

export async function entriesOf(path: string): Promise<readonly string[]> {
  const archive = await Archive.open(path);
  try {
    return archive.entries;
  } finally {
    await archive.close();
  }
}
