export interface NetModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
  _send(address: number, length: number): number;
}

export class Channel {
  private readonly address: number;
  private readonly sendArray: Uint8Array;

  constructor(private readonly module: NetModule, size: number) {
    this.address = module._malloc(size);
    this.sendArray = module.HEAPU8.subarray(this.address, this.address + size);
  }

  send(bytes: Uint8Array): number {
    this.sendArray.set(bytes);
    return this.module._send(this.address, bytes.length);
  }

  close(): void {
    this.module._free(this.address);
  }
}
