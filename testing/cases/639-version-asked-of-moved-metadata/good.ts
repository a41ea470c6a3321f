declare class FileMetaData {
  /** Consumes this. */
  version(): number;
  num_rows(): number;
  created_by(): string | undefined;
  free(): void;
}
declare class ParquetFile {
  static from(bytes: Uint8Array): ParquetFile;
  metadata(): FileMetaData;
  free(): void;
}

export interface Summary {
  readonly version: number;
  readonly rows: number;
  readonly writer: string;
}

export function summarize(bytes: Uint8Array): Summary {
  const file = ParquetFile.from(bytes);
  try {
    const metadata = file.metadata();
    const rows = metadata.num_rows();
    const writer = metadata.created_by() ?? "unknown";
    return { version: metadata.version(), rows, writer };
  } finally {
    file.free();
  }
}
