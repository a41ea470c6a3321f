export interface Exports {
  readonly memory: WebAssembly.Memory;
  gridPointer(): number;
  resize(columns: number, rows: number): void; // grows the memory
}

export class Terminal {
  private readonly grid: DataView;
  constructor(private readonly wasm: Exports, private columns: number) {
    this.grid = new DataView(wasm.memory.buffer, wasm.gridPointer());
  }

  resize(columns: number, rows: number): void {
    this.wasm.resize(columns, rows);
    this.columns = columns;
  }

  cell(row: number, column: number): number {
    return this.grid.getUint32((row * this.columns + column) * 4, true);
  }
}
