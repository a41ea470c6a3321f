type Listener = (key: string) => void;

export class CacheEvents {
  private readonly listeners = new Set<Listener>();

  on(listener: Listener): void {
    this.listeners.add(listener);
  }

  off(listener: Listener): void {
    this.listeners.delete(listener);
  }

  notify(key: string): void {
    this.listeners.forEach((listener) => listener(key));
  }
}
