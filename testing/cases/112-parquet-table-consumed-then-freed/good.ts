export class Table {
  __wbg_ptr = 0;
  static fromIPCStream(bytes: Uint8Array): Table { return Object.assign(new Table(), { __wbg_ptr: bytes.byteOffset + 8 }); }
  __destroy_into_raw(): number { const ptr = this.__wbg_ptr; this.__wbg_ptr = 0; return ptr; }
  free(): void { wasm.__wbg_table_free(this.__destroy_into_raw()); }
}
declare const wasm: { __wbg_table_free(ptr: number): void; write_parquet(ptr: number): Uint8Array };

export function writeParquet(table: Table): Uint8Array {
  return wasm.write_parquet(table.__destroy_into_raw());
}

export function toParquet(ipc: Uint8Array): Uint8Array {
  return writeParquet(Table.fromIPCStream(ipc));
}
