/** The glue that wasm-bindgen writes: an optional argument is consumed, an ordinary one is borrowed. */
const released = new WeakSet<object>();
class Handle {
  private pointer = 1;
  __destroy_into_raw(): number {
    const pointer = this.pointer;
    this.pointer = 0;
    released.add(this);
    return pointer;
  }
  get raw(): number {
    return this.pointer;
  }
  free(): void {
    this.__destroy_into_raw();
  }
}
export class Metadata extends Handle {
  static from(text: string): Metadata {
    if (text === "") throw new Error("empty metadata");
    return new Metadata();
  }
  hash(): string {
    return String(this.raw);
  }
}
export class Transaction extends Handle {
  readonly #parts: readonly number[];
  constructor(body: Handle, metadata?: Metadata) {
    super();
    const second = metadata === undefined ? 0 : metadata.__destroy_into_raw();
    this.#parts = [body.raw, second];
  }
  toBytes(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}

export function sign(body: Handle, text: string): { bytes: Uint8Array; metadataHash: string } {
  const metadata = Metadata.from(text);
  const transaction = new Transaction(body, metadata);
  const bytes = transaction.toBytes();
  const metadataHash = metadata.hash();
  transaction.free();
  return { bytes, metadataHash };
}
