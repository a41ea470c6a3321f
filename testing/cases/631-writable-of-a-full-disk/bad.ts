interface SyncAccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}
interface OpfsFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}
declare const log: { warn(text: string, error: unknown): void };

export async function writeBytes(directory: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const handle = (await directory.getFileHandle(name, { create: true })) as OpfsFileHandle;
  try {
    const writable = await handle.createWritable();
    await writable.write(bytes);
    await writable.close();
    return;
  } catch (error) {
    log.warn("createWritable failed, trying an access handle", error);
  }
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    access.write(bytes, { at: 0 });
    access.flush();
  } finally {
    access.close();
  }
}
