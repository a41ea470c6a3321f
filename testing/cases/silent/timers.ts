/** Timers that end by themselves, are unref'd, kept in a field, or cleared by whoever comes first. */

export function later(work: () => void): void {
  setTimeout(work, 100);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function heartbeat(beat: () => void): void {
  setInterval(beat, 30_000).unref();
}

export class Debounced<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  constructor(private readonly work: (value: T) => void, private readonly ms: number) {}

  call(value: T): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(value), this.ms);
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

export function poll(check: () => boolean, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!check()) return;
      clearInterval(timer);
      resolve();
    }, ms);
  });
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
