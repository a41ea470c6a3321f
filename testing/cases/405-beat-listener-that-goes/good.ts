interface Subscriber {
  readonly id: number;
  readonly offset: number;
  readonly callback: (beat: number) => void;
}

export class Metronome {
  private subscribers: Subscriber[] = [];
  private nextId = 0;
  private beat = 0;

  addListener(callback: (beat: number) => void, offset = 0): number {
    const id = this.nextId++;
    this.subscribers.push({ id, offset, callback });
    return id;
  }

  removeListener(id: number): void {
    const index = this.subscribers.findIndex((subscriber) => subscriber.id === id);
    if (index >= 0) this.subscribers.splice(index, 1);
  }

  tick(): void {
    this.beat++;
    [...this.subscribers].forEach((subscriber) => {
      if (this.beat >= subscriber.offset) subscriber.callback(this.beat);
    });
  }
}
