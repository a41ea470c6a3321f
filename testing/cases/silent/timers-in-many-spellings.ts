/** Timers are set, set again and cleared, in the ways people write that. */

import { setTimeout as sleep } from "node:timers/promises";

export function debounce<A extends unknown[]>(f: (...a: A) => void, ms: number): ((...a: A) => void) & { cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const debounced = (...a: A) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      f(...a);
    }, ms);
  };
  debounced.cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return debounced;
}
export function throttle<A extends unknown[]>(f: (...a: A) => void, ms: number): (...a: A) => void {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let last: A | null = null;
  return (...a) => {
    if (waiting) {
      last = a;
      return;
    }
    f(...a);
    waiting = setTimeout(() => {
      waiting = null;
      if (last) {
        f(...last);
        last = null;
      }
    }, ms);
  };
}
export function timeout<T>(p: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  return Promise.race([
    p,
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("timeout")), ms);
    }),
  ]).finally(() => clearTimeout(timer));
}
export async function timeout2<T>(p: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      p,
      new Promise<never>((_, reject) => {
        timer = setTimeout(reject, ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
export function timeout3<T>(p: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("timeout")), ms);
    p.then(
      (v) => {
        clearTimeout(timer);
        resolve(v);
      },
      (e) => {
        clearTimeout(timer);
        reject(e);
      },
    );
  });
}
export async function fetchWithTimeout(url: string, ms: number): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}
export const fetchT = (url: string) => fetch(url, { signal: AbortSignal.timeout(1000) });
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
export class Debouncer {
  private timer?: NodeJS.Timeout;
  schedule(work: () => void): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      work();
    }, 10);
  }
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
export class Batcher<T> {
  private items: T[] = [];
  private timer: NodeJS.Timeout | null = null;
  constructor(private readonly send: (items: T[]) => void) {}
  add(item: T): void {
    this.items.push(item);
    if (this.items.length >= 100) return this.flush();
    this.timer ??= setTimeout(() => this.flush(), 50);
  }
  flush(): void {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    const items = this.items;
    this.items = [];
    if (items.length > 0) this.send(items);
  }
}
export class Cache<K, V> {
  private readonly entries = new Map<K, { value: V; timer: NodeJS.Timeout }>();
  set(k: K, value: V, ms: number): void {
    const old = this.entries.get(k);
    if (old) clearTimeout(old.timer);
    this.entries.set(k, { value, timer: setTimeout(() => this.entries.delete(k), ms) });
  }
  delete(k: K): void {
    const e = this.entries.get(k);
    if (!e) return;
    clearTimeout(e.timer);
    this.entries.delete(k);
  }
  clear(): void {
    for (const e of this.entries.values()) clearTimeout(e.timer);
    this.entries.clear();
  }
}
export class Heartbeat {
  private interval?: NodeJS.Timeout;
  private deadline?: NodeJS.Timeout;
  start(): void {
    this.stop();
    this.interval = setInterval(() => this.beat(), 100);
  }
  private beat(): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.stop(), 50);
  }
  stop(): void {
    clearInterval(this.interval);
    clearTimeout(this.deadline);
  }
}
export class Search {
  private controller: AbortController | null = null;
  async search(q: string): Promise<unknown> {
    this.controller?.abort();
    const controller = new AbortController();
    this.controller = controller;
    const r = await fetch("/?" + q, { signal: controller.signal });
    if (this.controller === controller) this.controller = null;
    return r.json();
  }
}
export function linked(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  const onAbort = () => {
    controller.abort();
    for (const s of signals) s.removeEventListener("abort", onAbort);
  };
  for (const s of signals) {
    if (s.aborted) {
      onAbort();
      break;
    }
    s.addEventListener("abort", onAbort);
  }
  return controller.signal;
}
export async function retry<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let i = 0; ; i++) {
    const c = new AbortController();
    const t = setTimeout(() => c.abort(), 100);
    try {
      return await work(c.signal);
    } catch (e) {
      if (i > 2) throw e;
      await sleep(10 * i);
    } finally {
      clearTimeout(t);
    }
  }
}
export async function poll(done: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const id = setInterval(async () => {
      try {
        if (await done()) {
          clearInterval(id);
          resolve();
        }
      } catch (e) {
        clearInterval(id);
        reject(e);
      }
    }, 10);
  });
}
export function keepAlive(): void {
  setInterval(() => console.log("alive"), 60_000);
}
export function idle(work: () => boolean): () => void {
  let id = requestIdleCallback(function step() {
    if (work()) id = requestIdleCallback(step);
  });
  return () => cancelIdleCallback(id);
}
export class Toast {
  private hideTimer: ReturnType<typeof setTimeout> | undefined;
  show(text: string): void {
    console.log(text);
    window.clearTimeout(this.hideTimer);
    this.hideTimer = setTimeout(() => this.hide(), 1000);
  }
  hide(): void {
    clearTimeout(this.hideTimer);
    this.hideTimer = undefined;
  }
}
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private cancelTimer(): void {
    if (this.timer) clearTimeout(this.timer);
  }
  changed(): void {
    this.cancelTimer();
    this.timer = setTimeout(() => void this.save(), 1000);
  }
  private async save(): Promise<void> {
    this.timer = null;
  }
  destroy(): void {
    this.cancelTimer();
  }
}
export class Refresher {
  private handle: NodeJS.Timeout | undefined;
  private refresh(): void {
    fetch("/token")
      .then((r) => r.json())
      .then(
        ({ expires }) => {
          this.handle = setTimeout(() => this.refresh(), expires);
        },
        () => {
          this.handle = setTimeout(() => this.refresh(), 1000);
        },
      );
  }
  start(): void {
    this.refresh();
  }
  stop(): void {
    clearTimeout(this.handle);
  }
}
export class Countdown {
  private id: number | undefined;
  constructor(
    private left: number,
    private readonly onEnd: () => void,
  ) {}
  start(): void {
    this.id = window.setInterval(() => {
      if (--this.left <= 0) {
        window.clearInterval(this.id);
        this.onEnd();
      }
    }, 1000);
  }
  pause(): void {
    window.clearInterval(this.id);
  }
  resume(): void {
    this.start();
  }
}
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  constructor(private readonly poll: () => Promise<void>) {}
  start(): void {
    this.stopped = false;
    this.schedule();
  }
  private schedule(): void {
    this.timer = setTimeout(async () => {
      await this.poll();
      if (!this.stopped) this.schedule();
    }, 1000);
  }
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
export class Ticker {
  private timer: ReturnType<typeof setTimeout> | null = null;
  start(): void {
    if (this.timer) return;
    const tick = () => {
      this.work();
      this.timer = setTimeout(tick, 500);
    };
    this.timer = setTimeout(tick, 500);
  }
  private work(): void {}
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
export class Loop {
  private frame = 0;
  start(): void {
    this.frame = requestAnimationFrame(this.step);
  }
  private step = (): void => {
    this.draw();
    this.frame = requestAnimationFrame(this.step);
  };
  private draw(): void {}
  stop(): void {
    cancelAnimationFrame(this.frame);
  }
}
export class Suggestions {
  private debounce: ReturnType<typeof setTimeout> | undefined;
  onInput(text: string): void {
    this.cancelDebounce();
    this.debounce = setTimeout(() => this.run(text), 200);
  }
  private cancelDebounce(): void {
    if (this.debounce !== undefined) {
      clearTimeout(this.debounce);
      this.debounce = undefined;
    }
  }
  private run(text: string): void {
    console.log(text);
  }
  dispose(): void {
    this.cancelDebounce();
  }
}
export function pollEvery(ms: number, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const tick = async (): Promise<void> => {
    await work().catch(() => {});
    if (!stopped) timer = setTimeout(tick, ms);
  };
  timer = setTimeout(tick, ms);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
