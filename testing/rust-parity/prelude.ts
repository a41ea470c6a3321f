/** What every pair may use, in TypeScript; `prelude.rs` says the same in Rust. */
"use freehold";

import {
  Arc,
  AtomicI32,
  Box,
  Cell,
  channel,
  drop,
  LazyLock,
  type Lifetime,
  move,
  type Mut,
  mut,
  Mutex,
  type MutexGuard,
  type Own,
  type Owned,
  Rc,
  type Receiver,
  type Ref,
  ref,
  RefCell,
  RefGuard,
  type RefMutGuard,
  RwLock,
  type Sender,
  type SlotKey,
  SlotMap,
  thread,
  TypedArena,
} from "freehold";

export { Arc, AtomicI32, Box, Cell, channel, drop, LazyLock, Mutex, Rc, RefCell, RefGuard, RwLock, SlotMap, thread, TypedArena };
export type { MutexGuard, Receiver, RefMutGuard, Sender, SlotKey };

export class Item implements Owned {
  n: number;
  constructor(n: number) {
    this.n = n;
  }
  [Symbol.dispose](): void {}
  get(this: Ref<Item>): number {
    return this.n;
  }
  bump(this: Mut<Item>): void {
    this.n += 1;
  }
  add(this: Mut<Item>, by: number): number {
    this.n += by;
    return this.n;
  }
  eat(this: Own<Item>): number {
    return this.n;
  }
}

/** May be taken apart. */
export class Pair implements Owned {
  a: Own<Item>;
  b: Own<Item>;
  constructor(a: Own<Item>, b: Own<Item>) {
    this.a = a;
    this.b = b;
  }
  sum(this: Ref<Pair>): number {
    return this.a.n + this.b.n;
  }
  shake(this: Mut<Pair>): void {
    this.a.n += 1;
  }
  first(this: Ref<Pair>): Ref<Item> {
    return ref(this.a);
  }
  firstMut(this: Mut<Pair>): Mut<Item> {
    return mut(this.a);
  }
  intoFirst(this: Own<Pair>): Own<Item> {
    return this.a;
  }
}

/** May not be taken apart: its end is told. */
export class Sealed implements Owned {
  item: Own<Item>;
  n: number;
  constructor(item: Own<Item>) {
    this.item = item;
    this.n = 0;
  }
  [Symbol.dispose](): void {}
  shake(this: Mut<Sealed>): void {
    this.n += 1;
  }
}

/** Looks at an item. */
export class View<A extends Lifetime> {
  readonly item: Ref<Item, A>;
  constructor(item: Ref<Item, A>) {
    this.item = item;
  }
  get(this: Ref<View<A>>): number {
    return this.item.n;
  }
  inner(this: Ref<View<A>>): Ref<Item, A> {
    return this.item;
  }
}

/** Looks at an item, and once more at its own end. */
export class Watch<A extends Lifetime> implements Owned {
  readonly item: Ref<Item, A>;
  constructor(item: Ref<Item, A>) {
    this.item = item;
  }
  [Symbol.dispose](): void {
    tell(this.item.n);
  }
  get(this: Ref<Watch<A>>): number {
    return this.item.n;
  }
}

/** Holds an item alone, and changes it at its own end. */
export class Hold<A extends Lifetime> implements Owned {
  readonly item: Mut<Item, A>;
  constructor(item: Mut<Item, A>) {
    this.item = item;
  }
  [Symbol.dispose](): void {
    this.item.n += 1;
  }
  get(this: Ref<Hold<A>>): number {
    return this.item.n;
  }
  bump(this: Mut<Hold<A>>): void {
    this.item.n += 1;
  }
}

export function coin(): boolean {
  return Math.random() < 0.5;
}
export function tell(_n: number): void {}
export function make(): Own<Item> {
  return new Item(1);
}
export function look(x: Ref<Item>): number {
  return x.n;
}
export function touch(x: Mut<Item>): void {
  x.n += 1;
}
export function consume(_x: Own<Item>): void {}
export function both(x: Mut<Item>, y: Ref<Item>): void {
  x.n += y.n;
}
export function twice(x: Mut<Item>, y: Mut<Item>): void {
  x.n += y.n;
}
export function through(x: Ref<Item>): Ref<Item> {
  return x;
}
export function throughMut(x: Mut<Item>): Mut<Item> {
  return x;
}
export function pick<A extends Lifetime>(x: Ref<Item, A>, y: Ref<Item, A>): Ref<Item, A> {
  return coin() ? x : y;
}
export function left<A extends Lifetime>(x: Ref<Item, A>, _y: Ref<Item>): Ref<Item, A> {
  return x;
}
/** Takes an item out of what it may only change, and puts another one there. */
export function refill(p: Mut<Pair>, x: Own<Item>): Own<Item> {
  const old = p.a;
  p.a = x;
  return old;
}
/** A borrow of what is held alone, behind a borrow of who holds it. */
export function grip<A extends Lifetime, B extends Lifetime>(h: Mut<Hold<B>, A>): Mut<Item, A> {
  return mut(h.item) as Mut<Item, Lifetime> as Mut<Item, A>;
}
export function freeze<A extends Lifetime>(x: Mut<Item, A>): Ref<Item, A> {
  return x;
}
export function lookPair(p: Ref<Pair>): number {
  return p.a.n;
}
export function touchPair(p: Mut<Pair>): void {
  p.a.n += 1;
}
export function consumePair(_p: Own<Pair>): void {}
export function consumeSealed(_s: Own<Sealed>): void {}
export function run(f: Ref<() => void>): void {
  f();
}
export function runMut(f: Mut<() => void>): void {
  f();
}
export function runOnce(f: Own<() => void>): void {
  f();
}
export function later(f: Own<() => void>): void {
  queueMicrotask(move(f));
}
