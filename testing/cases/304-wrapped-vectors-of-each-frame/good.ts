interface CPPArray<T> {
  get(index: number): T;
  size(): number;
  delete(): void;
}
interface LMPData1D {
  getLabel(): string;
  getXValuesPointer(): number;
  getNumPoints(): number;
  delete(): void;
}
interface LMPCompute {
  getName(): string;
  sync(): boolean;
  getData1DNames(): CPPArray<string>;
  getData1D(): CPPArray<LMPData1D>;
  delete(): void;
}
interface Series {
  readonly label: string;
  readonly values: number[];
}

export class SyncComputes {
  private readonly series = new Map<string, Series[]>();
  constructor(private readonly heap: Float64Array) {}

  run(computes: Map<string, LMPCompute>): void {
    for (const [name, compute] of computes) {
      if (!compute.sync()) continue;
      this.series.set(name, this.copy(compute));
    }
  }

  private copy(compute: LMPCompute): Series[] {
    const vector = compute.getData1D();
    const copied: Series[] = [];
    for (let index = 0; index < vector.size(); index++) {
      const data = vector.get(index);
      const start = data.getXValuesPointer() / 8;
      copied.push({ label: data.getLabel(), values: Array.from(this.heap.subarray(start, start + data.getNumPoints())) });
      data.delete();
    }
    vector.delete();
    return copied;
  }
}
