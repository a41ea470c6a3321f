type Listener = (value: unknown) => void;

export class EventEmitter {
  private readonly events: Record<string, Listener[]> = {};

  on(event: string, listener: Listener): void {
    (this.events[event] ??= []).push(listener);
  }

  removeListener(event: string, listener: Listener): void {
    const list = this.events[event];
    const index = list?.indexOf(listener) ?? -1;
    if (index >= 0) list!.splice(index, 1);
  }

  emit(event: string, value: unknown): boolean {
    const list = this.events[event];
    if (list === undefined || list.length === 0) return false;
    for (const listener of [...list]) listener(value);
    return true;
  }
}
