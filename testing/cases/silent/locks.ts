/** Mutexes, semaphores and web locks, in every style their libraries have. */

declare class Mutex {
  acquire(): Promise<() => void>;
  runExclusive<T>(body: () => Promise<T> | T): Promise<T>;
  waitForUnlock(): Promise<void>;
  release(): void;
}
declare class Semaphore {
  acquire(weight?: number): Promise<[number, () => void]>;
  runExclusive<T>(body: (value: number) => Promise<T>): Promise<T>;
}
declare class Sema { acquire(): Promise<void>; release(): void }
const mutex = new Mutex();
const slots = new Semaphore();
const sema = new Sema();

export async function exclusive<T>(body: () => Promise<T>): Promise<T> {
  const release = await mutex.acquire();
  try {
    return await body();
  } finally {
    release();
  }
}

export function limited<T>(body: () => Promise<T>): Promise<T> {
  return slots.runExclusive(body);
}

export async function weighted(body: (left: number) => Promise<void>): Promise<void> {
  const [left, release] = await slots.acquire(2);
  try {
    await body(left);
  } finally {
    release();
  }
}

export async function counted<T>(body: () => Promise<T>): Promise<T> {
  await sema.acquire();
  try {
    return await body();
  } finally {
    sema.release();
  }
}

export function web<T>(name: string, body: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, body) as Promise<T>;
}

export async function chained<T>(body: () => Promise<T>): Promise<T> {
  const release = await mutex.acquire();
  return Promise.resolve().then(body).finally(release);
}

export function hold(): Promise<() => void> {
  return mutex.acquire();
}
