export interface FileSystemSyncAccessHandle {
  truncate(size: number): void;
  write(data: Uint8Array, options?: { at: number }): number;
  flush(): void;
  close(): void;
}
export interface OriginFile { createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle> }

export async function persist(file: OriginFile, pages: ReadonlyMap<number, Uint8Array>, pageSize: number): Promise<void> {
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(pages.size * pageSize);
    for (const [index, page] of pages) handle.write(page, { at: index * pageSize });
    handle.flush();
  } finally {
    handle.close();
  }
}
