export interface AudioModule {
  readonly HEAPF32: Float32Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _ma_device_process(device: number, output: number, frames: number): void; // may grow memory
}

export class Device {
  private readonly size: number;
  private address = 0;
  private view: Float32Array = new Float32Array();

  constructor(private readonly module: AudioModule, private readonly handle: number, private readonly channels: number, private readonly frames: number) {
    this.size = frames * channels;
  }

  start(node: ScriptProcessorNode): void {
    this.address = this.module._malloc(this.size * 4);
    this.view = new Float32Array(this.module.HEAPF32.buffer, this.address, this.size);
    node.onaudioprocess = (event) => this.fill(event.outputBuffer);
  }

  private fill(output: AudioBuffer): void {
    this.module._ma_device_process(this.handle, this.address, this.frames);
    for (let channel = 0; channel < this.channels; channel++) {
      const samples = output.getChannelData(channel);
      for (let i = 0; i < this.frames; i++) samples[i] = this.view[i * this.channels + channel] ?? 0;
    }
  }

  stop(node: ScriptProcessorNode): void {
    node.onaudioprocess = null;
    this.module._free(this.address);
    this.address = 0;
  }
}
