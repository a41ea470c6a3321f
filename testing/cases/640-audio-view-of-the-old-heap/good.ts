export interface AudioModule {
  readonly HEAPF32: Float32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _ma_device_process(device: number, output: number, frames: number): void; // may grow memory
}

export class Device {
  private readonly size: number;
  private address = 0;

  constructor(private readonly module: AudioModule, private readonly handle: number, private readonly channels: number, private readonly frames: number) {
    this.size = frames * channels;
  }

  start(node: ScriptProcessorNode): void {
    this.address = this.module._malloc(this.size * 4);
    node.onaudioprocess = (event) => this.fill(event.outputBuffer);
  }

  private fill(output: AudioBuffer): void {
    this.module._ma_device_process(this.handle, this.address, this.frames);
    const view = new Float32Array(this.module.HEAPF32.buffer, this.address, this.size);
    for (let channel = 0; channel < this.channels; channel++) {
      const samples = output.getChannelData(channel);
      for (let i = 0; i < this.frames; i++) samples[i] = view[i * this.channels + channel] ?? 0;
    }
  }

  stop(node: ScriptProcessorNode): void {
    node.onaudioprocess = null;
    this.module._free(this.address);
    this.address = 0;
  }
}
