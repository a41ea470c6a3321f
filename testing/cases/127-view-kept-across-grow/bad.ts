export class Mixer {
  constructor(private readonly memory: WebAssembly.Memory, private top: number) {}

  push(samples: Float32Array): number {
    const at = this.top;
    const room = new Float32Array(this.memory.buffer, at);
    if (room.length < samples.length) {
      this.memory.grow(Math.ceil((samples.length * 4) / 65_536));
    }
    room.set(samples);
    this.top += samples.length * 4;
    return at;
  }
}
