type Handler = (event: Event) => void;

export class TargetEventHandlers {
  private readonly handlers = new Map<string, Handler[]>();
  constructor(private readonly target: EventTarget) {}

  add(name: string, handler: Handler): () => void {
    const list = this.handlers.get(name) ?? [];
    if (list.length === 0) {
      this.handlers.set(name, list);
      this.target.addEventListener(name, this.handle);
    }
    list.push(handler);
    return () => {
      const index = list.indexOf(handler);
      if (index === -1) return;
      list.splice(index, 1);
      if (list.length > 0) return;
      this.handlers.delete(name);
      this.target.removeEventListener(name, this.handle);
    };
  }

  private readonly handle = (event: Event): void => {
    this.handlers.get(event.type)?.forEach((handler) => handler(event));
  };
}
