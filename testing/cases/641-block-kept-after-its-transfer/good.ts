export interface Block {
  readonly cid: string;
  readonly data: Uint8Array<ArrayBuffer>;
}
interface EncodedBlock {
  readonly cid: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

function encodeBlock({ cid, data }: Block, transfer: Transferable[]): EncodedBlock {
  const copy = data.slice();
  transfer.push(copy.buffer);
  return { cid, data: copy };
}

export class DagServer {
  private readonly blocks = new Map<string, Block>();
  constructor(private readonly load: (cid: string) => Promise<Block>) {}

  async handle(port: MessagePort, id: number, cid: string): Promise<void> {
    let block = this.blocks.get(cid);
    if (block === undefined) {
      block = await this.load(cid);
      this.blocks.set(cid, block);
    }
    const transfer: Transferable[] = [];
    const result = encodeBlock(block, transfer);
    port.postMessage({ id, result }, transfer);
  }
}
