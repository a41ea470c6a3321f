interface Exports {
  memory: WebAssembly.Memory;
  writeBuffer(): number;
  writeBytes(length: number): void;
}

const chunkSize = 8192;

export class Bridge {
  private readonly exports: Exports;
  constructor(instance: WebAssembly.Instance) {
    this.exports = instance.exports as unknown as Exports;
  }

  writeRaw(data: Uint8Array): void {
    for (let offset = 0; offset < data.length; offset += chunkSize) {
      const chunk = data.subarray(offset, offset + chunkSize);
      const view = new Uint8Array(this.exports.memory.buffer, this.exports.writeBuffer(), chunkSize);
      view.set(chunk);
      this.exports.writeBytes(chunk.length);
    }
  }
}
