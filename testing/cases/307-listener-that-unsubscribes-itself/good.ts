export type Handler<Sender, Args> = (sender: Sender, args: Args) => void;

class ListenerWrapper<Sender, Args> {
  constructor(
    readonly listener: Handler<Sender, Args>,
    readonly once: boolean,
  ) {}
  fire(sender: Sender, args: Args): void {
    this.listener(sender, args);
  }
}

export class EventDispatcher<Sender, Args> {
  private readonly listeners: ListenerWrapper<Sender, Args>[] = [];

  subscribe(listener: Handler<Sender, Args>): void {
    this.listeners.push(new ListenerWrapper(listener, false));
  }

  subscribeOnce(listener: Handler<Sender, Args>): void {
    this.listeners.push(new ListenerWrapper(listener, true));
  }

  unsubscribe(listener: Handler<Sender, Args>): boolean {
    for (let index = 0; index < this.listeners.length; index++) {
      if (this.listeners[index]?.listener !== listener) continue;
      this.listeners.splice(index, 1);
      return true;
    }
    return false;
  }

  dispatch(sender: Sender, args: Args): void {
    for (const wrapper of this.listeners.slice()) {
      wrapper.fire(sender, args);
      if (wrapper.once) this.unsubscribe(wrapper.listener);
    }
  }
}
