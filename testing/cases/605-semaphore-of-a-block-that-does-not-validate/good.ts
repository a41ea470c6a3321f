interface Block {
  readonly number: bigint;
  validate(): Promise<void>;
}
declare class Semaphore {
  constructor(capacity: number);
  wait(): Promise<void>;
  release(): void;
}

export class Blockchain {
  private readonly lock = new Semaphore(1);
  private readonly blocks = new Map<bigint, Block>();
  private head = 0n;

  async putBlock(block: Block): Promise<void> {
    await this.lock.wait();
    try {
      await block.validate();
      this.blocks.set(block.number, block);
      if (block.number > this.head) this.head = block.number;
    } finally {
      this.lock.release();
    }
  }

  async getBlock(number: bigint): Promise<Block | undefined> {
    return this.blocks.get(number);
  }
}
