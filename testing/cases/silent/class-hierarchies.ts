/** Base classes release what they own, subclasses add theirs and chain. */

import { Worker } from "node:worker_threads";

export abstract class Disposer {
  private readonly disposables: (() => void)[] = [];
  protected own<T extends { dispose(): void }>(value: T): T {
    this.disposables.push(() => value.dispose());
    return value;
  }
  protected later(work: () => void): void {
    this.disposables.push(work);
  }
  dispose(): void {
    for (const work of this.disposables.splice(0).reverse()) work();
  }
}

declare class Emitter<T> { event: (listener: (value: T) => void) => { dispose(): void }; fire(value: T): void; dispose(): void }

export class Model extends Disposer {
  private readonly changed = this.own(new Emitter<string>());
  private readonly worker: Worker;
  readonly onDidChange = this.changed.event;

  constructor(file: string) {
    super();
    this.worker = new Worker(file);
    this.later(() => void this.worker.terminate());
    const timer = setInterval(() => this.worker.postMessage("tick"), 1000);
    this.later(() => clearInterval(timer));
  }
}

export class LoudModel extends Model {
  private readonly noise = new Emitter<number>();
  constructor(file: string) {
    super(file);
    this.own(this.onDidChange((text) => this.noise.fire(text.length)));
  }
  override dispose(): void {
    this.noise.dispose();
    super.dispose();
  }
}

export class Root {
  #models = new Set<Model>();
  add(file: string): Model {
    const model = new LoudModel(file);
    this.#models.add(model);
    return model;
  }
  [Symbol.dispose](): void {
    for (const model of this.#models) model.dispose();
    this.#models.clear();
  }
}
