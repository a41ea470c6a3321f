/** Listeners that go with their emitter, with `once`, or with a matching removal. */

import { EventEmitter, once, on } from "node:events";

export class Store extends EventEmitter<{ change: [string]; end: [] }> {
  set(text: string): void {
    this.emit("change", text);
  }
}

export function mirror(store: Store): { text(): string; stop(): void } {
  let text = "";
  const listener = (next: string): void => {
    text = next;
  };
  store.on("change", listener);
  return { text: () => text, stop: () => void store.off("change", listener) };
}

export async function nextChange(store: Store): Promise<string> {
  const [text] = await once(store, "change");
  return text as string;
}

export async function untilEmpty(store: Store, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const [text] of on(store, "change", { signal })) {
    if (text === "") break;
    count++;
  }
  return count;
}

export function owned(): Store {
  const store = new Store();
  store.on("change", (text) => console.log(text)).once("end", () => store.removeAllListeners());
  return store;
}

export function forward(from: Store, to: Store): () => void {
  const change = (text: string): void => to.set(text);
  const stop = (): void => {
    from.off("change", change);
    from.off("end", stop);
  };
  from.on("change", change);
  from.once("end", stop);
  return stop;
}
