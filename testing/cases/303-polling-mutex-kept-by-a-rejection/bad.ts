import type { EventEmitter } from "node:events";

type Releaser = () => void;
declare class Mutex {
  acquire(): Promise<Releaser>;
  isLocked(): boolean;
}
interface Token {
  readonly address: string;
  readonly symbol: string;
}
interface Contract {
  balanceOf(token: string, account: string): Promise<bigint>;
}

export class TokenBalances {
  private readonly mutex = new Mutex();
  private balances = new Map<string, bigint>();
  constructor(
    private readonly contract: Contract,
    private readonly hub: EventEmitter,
  ) {}

  get(address: string): bigint {
    return this.balances.get(address) ?? 0n;
  }

  async update(account: string, tokens: readonly Token[]): Promise<void> {
    const release = await this.mutex.acquire();
    const next = new Map<string, bigint>();
    for (const token of tokens) {
      next.set(token.address, await this.contract.balanceOf(token.address, account));
    }
    this.balances = next;
    release();
    this.hub.emit("updated", account);
  }
}
