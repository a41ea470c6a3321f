/** What Freehold's own types for several threads are in strict code, as `freehold.ts` says it of those for one. */
"use freehold";

import type { Lifetime, Mut, Own, Owned, Ref } from "freehold";
import type { MutRef } from "./freehold.ts";

export declare class Arc<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<Arc<T>>;
  static clone<T>(arc: Ref<Arc<T>>): Own<Arc<T>>;
  static ptrEq<T>(first: Ref<Arc<T>>, second: Ref<Arc<T>>): boolean;
  static strongCount<T>(arc: Ref<Arc<T>>): number;
  static weakCount<T>(arc: Ref<Arc<T>>): number;
  static downgrade<T>(arc: Ref<Arc<T>>): Own<ArcWeak<T>>;
  static tryUnwrap<T>(arc: Own<Arc<T>>): Own<T> | undefined;
  static intoInner<T>(arc: Own<Arc<T>>): Own<T> | undefined;
  static unwrapOrClone<T>(arc: Own<Arc<T>>): Own<T>;
  static getMut<T>(arc: Mut<Arc<T>>): Mut<MutRef<T>> | undefined;
  static makeMut<T>(arc: Mut<Arc<T>>): Mut<MutRef<T>>;
  get(this: Ref<Arc<T>>): Ref<T>;
  clone(this: Ref<Arc<T>>): Own<Arc<T>>;
  [Symbol.dispose](): void;
}

export declare class ArcWeak<T> implements Owned, Disposable {
  upgrade(this: Ref<ArcWeak<T>>): Own<Arc<T>> | undefined;
  clone(this: Ref<ArcWeak<T>>): Own<ArcWeak<T>>;
  ptrEq(this: Ref<ArcWeak<T>>, other: Ref<ArcWeak<T>>): boolean;
  strongCount(this: Ref<ArcWeak<T>>): number;
  weakCount(this: Ref<ArcWeak<T>>): number;
  [Symbol.dispose](): void;
}

export declare class Mutex<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<Mutex<T>>;
  lock(this: Ref<Mutex<T>>): Own<MutexGuard<T>>;
  tryLock(this: Ref<Mutex<T>>): Own<MutexGuard<T>> | undefined;
  lockFor(this: Ref<Mutex<T>>, timeoutMs: number): Own<MutexGuard<T>>;
  lockAsync(this: Ref<Mutex<T>>): Promise<Own<MutexGuard<T>>>;
  with<R>(this: Ref<Mutex<T>>, use: Mut<(content: Mut<MutRef<T>>) => R>): R;
  isPoisoned(this: Ref<Mutex<T>>): boolean;
  clearPoison(this: Ref<Mutex<T>>): void;
  intoInner(this: Own<Mutex<T>>): Own<T>;
  [Symbol.dispose](): void;
}

export declare class MutexGuard<T, A extends Lifetime = Lifetime> implements Owned, Disposable {
  get value(): Mut<T>;
  set value(value: Own<T>);
  [Symbol.dispose](): void;
}

export declare class RwLock<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<RwLock<T>>;
  read(this: Ref<RwLock<T>>): Own<RwLockReadGuard<T>>;
  tryRead(this: Ref<RwLock<T>>): Own<RwLockReadGuard<T>> | undefined;
  readFor(this: Ref<RwLock<T>>, timeoutMs: number): Own<RwLockReadGuard<T>>;
  readAsync(this: Ref<RwLock<T>>): Promise<Own<RwLockReadGuard<T>>>;
  write(this: Ref<RwLock<T>>): Own<RwLockWriteGuard<T>>;
  tryWrite(this: Ref<RwLock<T>>): Own<RwLockWriteGuard<T>> | undefined;
  writeFor(this: Ref<RwLock<T>>, timeoutMs: number): Own<RwLockWriteGuard<T>>;
  writeAsync(this: Ref<RwLock<T>>): Promise<Own<RwLockWriteGuard<T>>>;
  with<R>(this: Ref<RwLock<T>>, use: Ref<(value: Ref<T>) => R>): R;
  withMut<R>(this: Ref<RwLock<T>>, use: Mut<(content: Mut<MutRef<T>>) => R>): R;
  isPoisoned(this: Ref<RwLock<T>>): boolean;
  clearPoison(this: Ref<RwLock<T>>): void;
  intoInner(this: Own<RwLock<T>>): Own<T>;
  [Symbol.dispose](): void;
}

export declare class RwLockReadGuard<T, A extends Lifetime = Lifetime> implements Owned, Disposable {
  get value(): Ref<T>;
  [Symbol.dispose](): void;
}

export declare class RwLockWriteGuard<T, A extends Lifetime = Lifetime> implements Owned, Disposable {
  static downgrade<T, A extends Lifetime>(guard: Own<RwLockWriteGuard<T, A>>): Own<RwLockReadGuard<T, A>>;
  get value(): Mut<T>;
  set value(value: Own<T>);
  [Symbol.dispose](): void;
}

/** Its permits do not borrow it: they give back what they took by its address. */
export declare class Semaphore implements Owned, Disposable {
  static new(permits: number): Own<Semaphore>;
  acquire(this: Ref<Semaphore>): Own<SemaphorePermit>;
  tryAcquire(this: Ref<Semaphore>): Own<SemaphorePermit> | undefined;
  acquireFor(this: Ref<Semaphore>, timeoutMs: number): Own<SemaphorePermit>;
  acquireAsync(this: Ref<Semaphore>): Promise<Own<SemaphorePermit>>;
  availablePermits(this: Ref<Semaphore>): number;
  addPermits(this: Ref<Semaphore>, count: number): void;
  [Symbol.dispose](): void;
}

export declare class SemaphorePermit implements Owned, Disposable {
  [Symbol.dispose](): void;
}

export declare class Condvar implements Owned, Disposable {
  static new(): Own<Condvar>;
  wait<T, A extends Lifetime>(this: Ref<Condvar>, guard: Own<MutexGuard<T, A>>): Own<MutexGuard<T, A>>;
  waitWhile<T, A extends Lifetime>(
    this: Ref<Condvar>,
    guard: Own<MutexGuard<T, A>>,
    condition: Mut<(value: Ref<T>) => boolean>,
  ): Own<MutexGuard<T, A>>;
  waitTimeout<T, A extends Lifetime>(this: Ref<Condvar>, guard: Mut<MutexGuard<T, A>>, timeoutMs: number): boolean;
  waitTimeoutWhile<T, A extends Lifetime>(
    this: Ref<Condvar>,
    guard: Mut<MutexGuard<T, A>>,
    timeoutMs: number,
    condition: Mut<(value: Ref<T>) => boolean>,
  ): boolean;
  notifyOne(this: Ref<Condvar>): void;
  notifyAll(this: Ref<Condvar>): void;
  [Symbol.dispose](): void;
}

export declare class OnceLock<T> implements Owned, Disposable {
  static new<T>(): Own<OnceLock<T>>;
  static from<T>(value: Own<T>): Own<OnceLock<T>>;
  get(this: Ref<OnceLock<T>>): Ref<T> | undefined;
  set(this: Ref<OnceLock<T>>, value: Own<T>): boolean;
  getOrInit(this: Ref<OnceLock<T>>, init: () => Own<T>): Ref<T>;
  wait(this: Ref<OnceLock<T>>): Ref<T>;
  intoInner(this: Own<OnceLock<T>>): Own<T> | undefined;
  [Symbol.dispose](): void;
}

export declare class LazyLock<T> implements Owned, Disposable {
  static new<T>(init: Own<() => Own<T>>): Own<LazyLock<T>>;
  static force<T>(lazy: Ref<LazyLock<T>>): Ref<T>;
  get(this: Ref<LazyLock<T>>): Ref<T>;
  [Symbol.dispose](): void;
}

export declare class Once implements Owned, Disposable {
  static new(): Own<Once>;
  callOnce(this: Ref<Once>, run: Mut<() => void>): void;
  callOnceForce(this: Ref<Once>, run: Mut<(state: { isPoisoned: boolean }) => void>): void;
  isCompleted(this: Ref<Once>): boolean;
  wait(this: Ref<Once>): void;
  [Symbol.dispose](): void;
}

export declare class Barrier implements Owned, Disposable {
  static new(count: number): Own<Barrier>;
  wait(this: Ref<Barrier>): { isLeader: boolean };
  waitFor(this: Ref<Barrier>, timeoutMs: number): { isLeader: boolean };
  [Symbol.dispose](): void;
}

declare class Atomic<V> implements Owned, Disposable {
  load(this: Ref<Atomic<V>>): V;
  store(this: Ref<Atomic<V>>, value: V): void;
  swap(this: Ref<Atomic<V>>, value: V): V;
  compareExchange(this: Ref<Atomic<V>>, expected: V, next: V): V;
  fetchUpdate(this: Ref<Atomic<V>>, next: Mut<(value: V) => V | undefined>): V | undefined;
  fetchAnd(this: Ref<Atomic<V>>, value: V): V;
  fetchOr(this: Ref<Atomic<V>>, value: V): V;
  fetchXor(this: Ref<Atomic<V>>, value: V): V;
  fetchNand(this: Ref<Atomic<V>>, value: V): V;
  intoInner(this: Own<Atomic<V>>): V;
  [Symbol.dispose](): void;
}

declare class AtomicInteger<V> extends Atomic<V> implements Owned {
  fetchAdd(this: Ref<AtomicInteger<V>>, value: V): V;
  fetchSub(this: Ref<AtomicInteger<V>>, value: V): V;
  fetchMax(this: Ref<AtomicInteger<V>>, value: V): V;
  fetchMin(this: Ref<AtomicInteger<V>>, value: V): V;
}

export declare class AtomicI32 extends AtomicInteger<number> implements Owned {
  static new(value: number): Own<AtomicI32>;
}

export declare class AtomicU32 extends AtomicInteger<number> implements Owned {
  static new(value: number): Own<AtomicU32>;
}

export declare class AtomicI64 extends AtomicInteger<bigint> implements Owned {
  static new(value: bigint): Own<AtomicI64>;
}

export declare class AtomicBool extends Atomic<boolean> implements Owned {
  static new(value: boolean): Own<AtomicBool>;
  fetchNot(this: Ref<AtomicBool>): boolean;
}

/** Borrows its end of the channel, and whatever its function uses, until a `select` has run. */
export interface Arm<R, A extends Lifetime = Lifetime> {}

/** What a receiver's arm is told. */
export type Received<T> = { done: boolean; value: Own<T> };

export declare function select<R>(arms: Own<Arm<R>[]>): R;
export declare function trySelect<R>(arms: Own<Arm<R>[]>): R | undefined;
export declare function selectTimeout<R>(arms: Own<Arm<R>[]>, timeoutMs: number): R | undefined;
export declare function selectAsync<R>(arms: Own<Arm<R>[]>): Promise<R>;
export declare function after(delayMs: number): Own<Receiver<number>>;
export declare function tick(periodMs: number): Own<Receiver<number>>;
export declare function never<T>(): Own<Receiver<T>>;

export declare class Sender<T> implements Owned, Disposable {
  send(this: Ref<Sender<T>>, value: Own<T>): void;
  trySend(this: Ref<Sender<T>>, value: Own<T>): boolean;
  sendTimeout(this: Ref<Sender<T>>, value: Own<T>, timeoutMs: number): boolean;
  arm<R, A extends Lifetime>(this: Ref<Sender<T>, A>, value: Own<T>, then: Mut<() => R, A>): Arm<R, A>;
  sendAsync(this: Ref<Sender<T>>, value: Own<T>): Promise<void>;
  clone(this: Ref<Sender<T>>): Own<Sender<T>>;
  len(this: Ref<Sender<T>>): number;
  capacity(this: Ref<Sender<T>>): number | undefined;
  isEmpty(this: Ref<Sender<T>>): boolean;
  isFull(this: Ref<Sender<T>>): boolean;
  sameChannel(this: Ref<Sender<T>>, other: Ref<Sender<T>>): boolean;
  [Symbol.dispose](): void;
}

export declare class Receiver<T> implements Owned, Disposable {
  recv(this: Ref<Receiver<T>>): Own<T>;
  tryRecv(this: Ref<Receiver<T>>): Own<T> | undefined;
  recvTimeout(this: Ref<Receiver<T>>, timeoutMs: number): Own<T> | undefined;
  arm<R, A extends Lifetime>(this: Ref<Receiver<T>, A>, then: Mut<(message: Received<T>) => R, A>): Arm<R, A>;
  recvAsync(this: Ref<Receiver<T>>): Promise<Own<T>>;
  [Symbol.iterator](this: Ref<Receiver<T>>): Generator<Own<T>>;
  iter(this: Ref<Receiver<T>>): Generator<Own<T>>;
  tryIter(this: Ref<Receiver<T>>): Generator<Own<T>>;
  clone(this: Ref<Receiver<T>>): Own<Receiver<T>>;
  len(this: Ref<Receiver<T>>): number;
  capacity(this: Ref<Receiver<T>>): number | undefined;
  isEmpty(this: Ref<Receiver<T>>): boolean;
  isFull(this: Ref<Receiver<T>>): boolean;
  sameChannel(this: Ref<Receiver<T>>, other: Ref<Receiver<T>>): boolean;
  [Symbol.dispose](): void;
}

export declare function channel<T>(): [Own<Sender<T>>, Own<Receiver<T>>];
export declare function syncChannel<T>(capacity: number): [Own<Sender<T>>, Own<Receiver<T>>];

/** Of a thread's function only the text is sent, and what it is given besides is copied or counted. */
export declare class thread {
  static spawn<T>(task: Ref<() => void>, ...given: Ref<T>[]): JoinHandle;
  static scope(body: Ref<(scope: Ref<Scope>) => void>): Promise<void>;
}

export declare class Scope {
  spawn<T>(this: Ref<Scope>, task: Ref<() => void>, ...given: Ref<T>[]): JoinHandle;
}

/** Of a task only the text is sent, as of a thread's function. */
export declare class Pool implements Owned, Disposable {
  static new(options?: { size: number }): Own<Pool>;
  get size(): number;
  available(this: Ref<Pool>): number;
  run<T, R>(this: Ref<Pool>, task: Ref<() => R>, ...given: Ref<T>[]): Promise<R>;
  runSync<T, R>(this: Ref<Pool>, task: Ref<() => R>, ...given: Ref<T>[]): R;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export declare class JoinHandle {
  join(this: Ref<JoinHandle>): Promise<void>;
}
