interface GmathExports {
  readonly memory: WebAssembly.Memory;
  alloc(size: number): number;
  dealloc(pointer: number, size: number): void;
  matrix4mul(left: number, right: number): number;
}
declare const wasm: GmathExports;
const matrixBytes = 16 * 4;

export class Matrix4 {
  readonly #pointer: number;

  constructor(pointer: number = wasm.alloc(matrixBytes)) {
    this.#pointer = pointer;
  }

  get #internal(): Float32Array {
    return new Float32Array(wasm.memory.buffer, this.#pointer, 16);
  }

  static from(values: readonly number[]): Matrix4 {
    const matrix = new Matrix4();
    matrix.#internal.set(values);
    return matrix;
  }

  mul(other: Matrix4): Matrix4 {
    return new Matrix4(wasm.matrix4mul(this.#pointer, other.#pointer));
  }

  toFloat32Array(): Float32Array {
    return new Float32Array(this.#internal);
  }

  free(): void {
    wasm.dealloc(this.#pointer, matrixBytes);
  }
}
