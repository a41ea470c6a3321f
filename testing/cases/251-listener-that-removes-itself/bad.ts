type Listener = (key: string) => void;

export class CacheEvents {
  private readonly listeners: Listener[] = [];

  on(listener: Listener): void {
    this.listeners.push(listener);
  }

  off(listener: Listener): void {
    const index = this.listeners.indexOf(listener);
    if (index !== -1) this.listeners.splice(index, 1);
  }

  notify(key: string): void {
    for (let index = 0; index < this.listeners.length; index++) {
      this.listeners[index]!(key);
    }
  }
}
