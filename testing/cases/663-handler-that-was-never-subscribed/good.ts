type Handler = (event: unknown) => void;

export class EventDispatcher {
  private readonly handlers = new Map<string, Handler[]>();
  private readonly queue: (() => void)[] = [];

  subscribe(name: string, handler: Handler): void {
    const known = this.handlers.get(name);
    if (known === undefined) this.handlers.set(name, [handler]);
    else known.push(handler);
  }

  unsubscribe(name: string, handler?: Handler): void {
    const known = this.handlers.get(name);
    if (known === undefined) return;
    if (handler === undefined) this.handlers.delete(name);
    else {
      const index = known.indexOf(handler);
      if (index >= 0) known.splice(index, 1);
    }
  }

  publish(name: string, event: unknown): void {
    this.queue.push(() => {
      for (const handler of [...(this.handlers.get(name) ?? [])]) handler(event);
    });
  }

  update(): void {
    for (const turn of this.queue.splice(0)) turn();
  }
}
