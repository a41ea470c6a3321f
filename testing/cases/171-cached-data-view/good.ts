export interface Exports {
  readonly memory: WebAssembly.Memory;
  gridPointer(): number;
  resize(columns: number, rows: number): void; // grows the memory
}

export class Terminal {
  private grid: DataView | undefined;
  constructor(private readonly wasm: Exports, private columns: number) {}

  resize(columns: number, rows: number): void {
    this.wasm.resize(columns, rows);
    this.columns = columns;
  }

  cell(row: number, column: number): number {
    if (this.grid?.buffer !== this.wasm.memory.buffer) {
      this.grid = new DataView(this.wasm.memory.buffer, this.wasm.gridPointer());
    }
    return this.grid.getUint32((row * this.columns + column) * 4, true);
  }
}
