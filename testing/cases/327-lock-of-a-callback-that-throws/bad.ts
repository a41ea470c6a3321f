type Waiter = () => void;

class Gate {
  private taken = false;
  private readonly waiters: Waiter[] = [];

  async acquire(): Promise<void> {
    if (this.taken) await new Promise<void>((resolve) => this.waiters.push(resolve));
    this.taken = true;
  }

  release(): void {
    this.taken = false;
    this.waiters.shift()?.();
  }
}

export class LockManager {
  private readonly gates = new Map<string, Gate>();

  async request<T>(name: string, callback: (lock: { name: string }) => Promise<T>): Promise<T> {
    const gate = this.gates.get(name) ?? new Gate();
    this.gates.set(name, gate);
    await gate.acquire();
    const result = await callback({ name });
    gate.release();
    return result;
  }
}
