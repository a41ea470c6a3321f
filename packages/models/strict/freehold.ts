/**
 * What Freehold's own types for one thread are in strict code: Rust's signatures of the same types, in the words of `docs/strict.md`; those
 * for several are in `threads.ts`. Of both, `npm run generate` makes `packages/checker/src/borrows/freehold.generated.ts`.
 *
 * A method that is declared twice is Rust's pair of `Deref` and `DerefMut`: what is done with the result says which one is meant.
 */
"use freehold";

import type { Lifetime, Mut, Own, Owned, Ref } from "freehold";

export declare class Box<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<Box<T>>;
  static intoInner<T>(box: Own<Box<T>>): Own<T>;
  static leak<T>(box: Own<Box<T>>): Own<T>;
  static map<T, U>(box: Own<Box<T>>, change: (value: Own<T>) => Own<U>): Own<Box<U>>;
  get(this: Ref<Box<T>>): Ref<T>;
  get(this: Mut<Box<T>>): Mut<T>;
  set(this: Mut<Box<T>>, value: Own<T>): void;
  replace(this: Mut<Box<T>>, value: Own<T>): Own<T>;
  take(this: Own<Box<T>>): Own<T>;
  clone(this: Ref<Box<T>>): Own<Box<T>>;
  [Symbol.dispose](): void;
}

export declare class Rc<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<Rc<T>>;
  static newCyclic<T>(make: (weak: Ref<Weak<T>>) => Own<T>): Own<Rc<T>>;
  static clone<T>(rc: Ref<Rc<T>>): Own<Rc<T>>;
  static ptrEq<T>(first: Ref<Rc<T>>, second: Ref<Rc<T>>): boolean;
  static strongCount<T>(rc: Ref<Rc<T>>): number;
  static weakCount<T>(rc: Ref<Rc<T>>): number;
  static downgrade<T>(rc: Ref<Rc<T>>): Own<Weak<T>>;
  static tryUnwrap<T>(rc: Own<Rc<T>>): Own<T> | undefined;
  static intoInner<T>(rc: Own<Rc<T>>): Own<T> | undefined;
  static unwrapOrClone<T>(rc: Own<Rc<T>>): Own<T>;
  static getMut<T>(rc: Mut<Rc<T>>): Mut<MutRef<T>> | undefined;
  static makeMut<T>(rc: Mut<Rc<T>>): Mut<MutRef<T>>;
  get(this: Ref<Rc<T>>): Ref<T>;
  clone(this: Ref<Rc<T>>): Own<Rc<T>>;
  [Symbol.dispose](): void;
}

export declare class Weak<T> implements Owned, Disposable {
  static new<T>(): Own<Weak<T>>;
  upgrade(this: Ref<Weak<T>>): Own<Rc<T>> | undefined;
  clone(this: Ref<Weak<T>>): Own<Weak<T>>;
  ptrEq(this: Ref<Weak<T>>, other: Ref<Weak<T>>): boolean;
  strongCount(this: Ref<Weak<T>>): number;
  weakCount(this: Ref<Weak<T>>): number;
  [Symbol.dispose](): void;
}

/** Its end is nobody's. */
export declare class ManuallyDrop<T> {
  private readonly slot: Own<T>;
  static new<T>(value: Own<T>): Own<ManuallyDrop<T>>;
  static intoInner<T>(slot: Own<ManuallyDrop<T>>): Own<T>;
  static take<T>(slot: Mut<ManuallyDrop<T>>): Own<T>;
  static drop<T>(slot: Mut<ManuallyDrop<T>>): void;
  get(this: Ref<ManuallyDrop<T>>): Ref<T>;
  get(this: Mut<ManuallyDrop<T>>): Mut<T>;
}

export interface MutRef<T> {
  value: Own<T>;
}

export declare class Cell<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<Cell<T>>;
  get(this: Ref<Cell<T>>): T;
  set(this: Ref<Cell<T>>, value: Own<T>): void;
  replace(this: Ref<Cell<T>>, value: Own<T>): Own<T>;
  take(this: Ref<Cell<T>>): Own<T>;
  update(this: Ref<Cell<T>>, change: (value: Own<T>) => Own<T>): void;
  swap(this: Ref<Cell<T>>, other: Ref<Cell<T>>): void;
  getMut(this: Mut<Cell<T>>): Mut<MutRef<T>>;
  clone(this: Ref<Cell<T>>): Own<Cell<T>>;
  intoInner(this: Own<Cell<T>>): Own<T>;
  [Symbol.dispose](): void;
}

export declare class OnceCell<T> implements Owned, Disposable {
  static new<T>(): Own<OnceCell<T>>;
  static from<T>(value: Own<T>): Own<OnceCell<T>>;
  get(this: Ref<OnceCell<T>>): Ref<T> | undefined;
  set(this: Ref<OnceCell<T>>, value: Own<T>): boolean;
  getOrInit(this: Ref<OnceCell<T>>, init: () => Own<T>): Ref<T>;
  getMut(this: Mut<OnceCell<T>>): Mut<MutRef<T>> | undefined;
  take(this: Mut<OnceCell<T>>): Own<T> | undefined;
  clone(this: Ref<OnceCell<T>>): Own<OnceCell<T>>;
  intoInner(this: Own<OnceCell<T>>): Own<T> | undefined;
  [Symbol.dispose](): void;
}

export declare class LazyCell<T> implements Owned, Disposable {
  static new<T>(init: Own<() => Own<T>>): Own<LazyCell<T>>;
  static force<T>(lazy: Ref<LazyCell<T>>): Ref<T>;
  get(this: Ref<LazyCell<T>>): Ref<T>;
  [Symbol.dispose](): void;
}

export declare class RefCell<T> implements Owned, Disposable {
  static new<T>(value: Own<T>): Own<RefCell<T>>;
  borrow(this: Ref<RefCell<T>>): Own<RefGuard<T>>;
  tryBorrow(this: Ref<RefCell<T>>): Own<RefGuard<T>> | undefined;
  borrowMut(this: Ref<RefCell<T>>): Own<RefMutGuard<T>>;
  tryBorrowMut(this: Ref<RefCell<T>>): Own<RefMutGuard<T>> | undefined;
  with<R>(this: Ref<RefCell<T>>, use: Ref<(value: Ref<T>) => R>): R;
  withMut<R>(this: Ref<RefCell<T>>, use: Mut<(content: Mut<MutRef<T>>) => R>): R;
  replace(this: Ref<RefCell<T>>, value: Own<T>): Own<T>;
  replaceWith(this: Ref<RefCell<T>>, next: Mut<(content: Mut<MutRef<T>>) => Own<T>>): Own<T>;
  take(this: Ref<RefCell<T>>): Own<T>;
  swap(this: Ref<RefCell<T>>, other: Ref<RefCell<T>>): void;
  getMut(this: Mut<RefCell<T>>): Mut<MutRef<T>>;
  clone(this: Ref<RefCell<T>>): Own<RefCell<T>>;
  intoInner(this: Own<RefCell<T>>): Own<T>;
  [Symbol.dispose](): void;
}

export declare class RefGuard<T, A extends Lifetime = Lifetime> implements Owned, Disposable {
  static clone<T, A extends Lifetime>(guard: Ref<RefGuard<T, A>>): Own<RefGuard<T, A>>;
  static map<T, U, A extends Lifetime>(guard: Own<RefGuard<T, A>>, project: (value: Ref<T>) => Ref<U>): Own<RefGuard<U, A>>;
  static filterMap<T, U, A extends Lifetime>(
    guard: Own<RefGuard<T, A>>,
    project: (value: Ref<T>) => Ref<U> | undefined,
  ): Own<RefGuard<U, A>> | undefined;
  static mapSplit<T, U, V, A extends Lifetime>(
    guard: Own<RefGuard<T, A>>,
    project: (value: Ref<T>) => [Ref<U>, Ref<V>],
  ): [Own<RefGuard<U, A>>, Own<RefGuard<V, A>>];
  get value(): Ref<T>;
  [Symbol.dispose](): void;
}

export declare class RefMutGuard<T, A extends Lifetime = Lifetime> implements Owned, Disposable {
  static map<T, U, A extends Lifetime>(
    guard: Own<RefMutGuard<T, A>>,
    project: (content: Mut<MutRef<T>>) => Mut<MutRef<U>>,
  ): Own<RefMutGuard<U, A>>;
  static filterMap<T, U, A extends Lifetime>(
    guard: Own<RefMutGuard<T, A>>,
    project: (content: Mut<MutRef<T>>) => Mut<MutRef<U>> | undefined,
  ): Own<RefMutGuard<U, A>> | undefined;
  static mapSplit<T, U, V, A extends Lifetime>(
    guard: Own<RefMutGuard<T, A>>,
    project: (content: Mut<MutRef<T>>) => [Mut<MutRef<U>>, Mut<MutRef<V>>],
  ): [Own<RefMutGuard<U, A>>, Own<RefMutGuard<V, A>>];
  get value(): Mut<T>;
  set value(value: Own<T>);
  [Symbol.dispose](): void;
}

export declare class TypedArena<T> implements Owned, Disposable {
  static new<T>(): Own<TypedArena<T>>;
  alloc(this: Ref<TypedArena<T>>, value: Own<T>): Mut<T>;
  allocExtend(this: Ref<TypedArena<T>>, values: Own<T[]>): Mut<T>[];
  len(this: Ref<TypedArena<T>>): number;
  iterMut(this: Mut<TypedArena<T>>): Generator<Mut<T>>;
  intoVec(this: Own<TypedArena<T>>): Own<T[]>;
  [Symbol.dispose](): void;
}

/** A number to whoever looks after owners. */
export type SlotKey<V> = number;

export declare class SlotMap<V> implements Owned, Disposable {
  static new<V>(): Own<SlotMap<V>>;
  static withCapacity<V>(capacity: number): Own<SlotMap<V>>;
  insert(this: Mut<SlotMap<V>>, value: Own<V>): number;
  insertWithKey(this: Mut<SlotMap<V>>, make: (key: number) => Own<V>): number;
  get(this: Ref<SlotMap<V>>, key: number): Ref<V> | undefined;
  getMut(this: Mut<SlotMap<V>>, key: number): Mut<V> | undefined;
  getDisjointMut(this: Mut<SlotMap<V>>, keys: number[]): Mut<V>[] | undefined;
  at(this: Ref<SlotMap<V>>, key: number): Ref<V>;
  replace(this: Mut<SlotMap<V>>, key: number, value: Own<V>): Own<V>;
  containsKey(this: Ref<SlotMap<V>>, key: number): boolean;
  remove(this: Mut<SlotMap<V>>, key: number): Own<V> | undefined;
  retain(this: Mut<SlotMap<V>>, keep: Mut<(key: number, value: Mut<V>) => boolean>): void;
  clear(this: Mut<SlotMap<V>>): void;
  drain(this: Mut<SlotMap<V>>): Own<Drain<number, V>>;
  keys(this: Ref<SlotMap<V>>): Generator<number>;
  values(this: Ref<SlotMap<V>>): Generator<Ref<V>>;
  valuesMut(this: Mut<SlotMap<V>>): Generator<Mut<V>>;
  iter(this: Ref<SlotMap<V>>): Generator<[number, Ref<V>]>;
  iterMut(this: Mut<SlotMap<V>>): Generator<[number, Mut<V>]>;
  [Symbol.iterator](this: Ref<SlotMap<V>>): Generator<[number, Ref<V>]>;
  len(this: Ref<SlotMap<V>>): number;
  isEmpty(this: Ref<SlotMap<V>>): boolean;
  capacity(this: Ref<SlotMap<V>>): number;
  reserve(this: Mut<SlotMap<V>>, additional: number): void;
  [Symbol.dispose](): void;
}

export declare class Drain<K, V, A extends Lifetime = Lifetime> implements Owned, Disposable {
  [Symbol.iterator](this: Mut<Drain<K, V, A>>): Generator<[K, Own<V>]>;
  [Symbol.dispose](): void;
}
