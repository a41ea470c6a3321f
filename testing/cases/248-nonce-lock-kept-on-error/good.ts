declare class Mutex {
  acquire(): Promise<() => void>;
}
interface Transaction { id: string; nonce?: number }

export class TransactionController {
  private readonly mutex = new Mutex();
  constructor(
    private readonly nextNonce: (from: string) => Promise<number>,
    private readonly publish: (transaction: Transaction) => Promise<void>,
  ) {}

  async approve(transaction: Transaction, from: string): Promise<void> {
    const release = await this.mutex.acquire();
    try {
      transaction.nonce = await this.nextNonce(from);
      await this.publish(transaction);
    } finally {
      release();
    }
  }
}
