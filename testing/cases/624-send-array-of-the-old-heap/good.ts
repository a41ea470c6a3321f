export interface NetModule {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
  _send(address: number, length: number): number;
}

export class Channel {
  private readonly address: number;

  constructor(private readonly module: NetModule, size: number) {
    this.address = module._malloc(size);
  }

  send(bytes: Uint8Array): number {
    this.module.HEAPU8.set(bytes, this.address);
    return this.module._send(this.address, bytes.length);
  }

  close(): void {
    this.module._free(this.address);
  }
}
