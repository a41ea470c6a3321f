export interface AnimationListener {
  complete?(track: number): void;
  end?(track: number): void;
}
interface QueuedEvent {
  readonly type: "complete" | "end";
  readonly track: number;
}

export class AnimationState {
  private readonly listeners: AnimationListener[] = [];
  private queue: QueuedEvent[] = [];

  addListener(listener: AnimationListener): void {
    this.listeners.push(listener);
  }

  removeListener(listener: AnimationListener): void {
    const index = this.listeners.indexOf(listener);
    if (index >= 0) this.listeners.splice(index, 1);
  }

  send(event: QueuedEvent): void {
    this.queue.push(event);
  }

  drain(): void {
    const queue = this.queue;
    this.queue = [];
    for (const { type, track } of queue) {
      for (let index = 0; index < this.listeners.length; index++) {
        const listener = this.listeners[index];
        if (type === "complete") listener?.complete?.(track);
        else listener?.end?.(track);
      }
    }
  }
}
