export class Mixer {
  constructor(private readonly memory: WebAssembly.Memory, private top: number) {}

  push(samples: Float32Array): number {
    const at = this.top;
    if (this.memory.buffer.byteLength - at < samples.length * 4) {
      this.memory.grow(Math.ceil((samples.length * 4) / 65_536));
    }
    new Float32Array(this.memory.buffer, at).set(samples);
    this.top += samples.length * 4;
    return at;
  }
}
