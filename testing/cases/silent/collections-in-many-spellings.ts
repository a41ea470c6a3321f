/** Lists, maps and listeners are changed, copied and walked over, in the ways people write that. */

import { EventEmitter } from "node:events";
interface Item {
  id: number;
  name: string;
  done: boolean;
  children?: Item[];
}
export function sorted(xs: number[]): number[] {
  return [...xs].sort((a, b) => a - b);
}
export function sorted2(xs: readonly number[]): number[] {
  const copy = xs.slice();
  copy.sort();
  return copy;
}
export function sorted3(xs: number[]): number[] {
  return xs.slice().reverse();
}
export function sortInPlace(xs: number[]): void {
  xs.sort();
}
export function sortInPlace2(xs: number[]): number[] {
  xs.sort((a, b) => b - a);
  return xs;
}
export function shuffle<T>(array: T[]): T[] {
  for (let i = array.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [array[i], array[j]] = [array[j]!, array[i]!];
  }
  return array;
}
export function topItems(items: Item[]): Item[] {
  const open = items.filter((i) => !i.done);
  open.sort((a, b) => a.id - b.id);
  return open.slice(0, 3);
}
export function names(items: Item[]): string[] {
  return items.map((i) => i.name).sort();
}
export function sortKeys(o: Record<string, number>): string[] {
  return Object.keys(o).sort().reverse();
}
export function merge(a: number[], b: number[]): number[] {
  const out = a.concat(b);
  out.sort();
  return out;
}
export function insert(list: Item[], item: Item): void {
  list.push(item);
  list.sort((a, b) => a.id - b.id);
}
export function addTo(target: Map<string, number>, k: string): Map<string, number> {
  target.set(k, 1);
  return target;
}
export function defaults(options: Partial<Item> = {}): Item {
  return { id: 0, name: "", done: false, ...options };
}
export function withDefaults(options: { a?: number; b?: number }): { a: number; b: number } {
  options = { a: 1, b: 2, ...options };
  return options as { a: number; b: number };
}
const base = { a: 1, b: 2 };
export function config(over: Partial<typeof base>): typeof base {
  return Object.assign({}, base, over);
}
export function toggle(items: Item[], id: number): Item[] {
  return items.map((i) => (i.id === id ? { ...i, done: !i.done } : i));
}
export function setDone(items: Item[], id: number): void {
  const item = items.find((i) => i.id === id);
  if (item) item.done = true;
}
export function removeDone(items: Item[]): Item[] {
  return items.filter((i) => !i.done);
}
export function removeInPlace(items: Item[], id: number): void {
  const i = items.findIndex((x) => x.id === id);
  if (i >= 0) items.splice(i, 1);
}
export function removeAll(items: Item[]): void {
  for (let i = items.length - 1; i >= 0; i--) if (items[i]!.done) items.splice(i, 1);
}
export function removeAll2(items: Item[]): void {
  let i = 0;
  while (i < items.length) {
    if (items[i]!.done) items.splice(i, 1);
    else i++;
  }
}
export function removeAll3(items: Item[]): void {
  for (const item of [...items]) if (item.done) items.splice(items.indexOf(item), 1);
}
export function removeOne(items: Item[], id: number): void {
  for (const item of items) {
    if (item.id === id) {
      items.splice(items.indexOf(item), 1);
      break;
    }
  }
}
export function removeOne2(items: Item[], id: number): boolean {
  for (let i = 0; i < items.length; i++) {
    if (items[i]!.id === id) {
      items.splice(i, 1);
      return true;
    }
  }
  return false;
}
export function removeAll4(items: Item[]): void {
  for (let i = 0; i < items.length; i++) {
    if (items[i]!.done) {
      items.splice(i, 1);
      i--;
    }
  }
}
export function removeAll5(items: Item[]): void {
  items.forEach((item, i) => {
    if (item.done) delete items[i];
  });
}
export function prune(m: Map<string, number>, now: number): void {
  for (const [k, v] of m) if (v < now) m.delete(k);
}
export function pruneSet(s: Set<number>): void {
  for (const v of s) if (v < 0) s.delete(v);
}
export function prune2(m: Map<string, number>): void {
  m.forEach((v, k) => {
    if (v < 0) m.delete(k);
  });
}
export function walk(root: Item): Item[] {
  const out: Item[] = [];
  const stack = [root];
  while (stack.length) {
    const n = stack.pop()!;
    out.push(n);
    stack.push(...(n.children ?? []));
  }
  return out;
}
export function bfs(root: Item): number {
  const queue = [root];
  let n = 0;
  for (const item of queue) {
    n++;
    queue.push(...(item.children ?? []));
  }
  return n;
}
export function closure(seed: Set<string>, deps: Map<string, string[]>): Set<string> {
  for (const s of seed) for (const d of deps.get(s) ?? []) seed.add(d);
  return seed;
}
export function drain(queue: (() => void)[]): void {
  while (queue.length > 0) queue.shift()!();
}
export function drain2(queue: (() => void)[]): void {
  for (const f of queue.splice(0)) f();
}
export function chunk<T>(xs: T[], n: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < xs.length; i += n) out.push(xs.slice(i, i + n));
  return out;
}
export function group<T>(xs: T[], key: (x: T) => string): Record<string, T[]> {
  return xs.reduce<Record<string, T[]>>((all, x) => {
    (all[key(x)] ??= []).push(x);
    return all;
  }, {});
}
export function dedupe(xs: number[]): number[] {
  const seen = new Set<number>();
  return xs.filter((x) => !seen.has(x) && seen.add(x));
}
export function fill(n: number): number[] {
  const xs = new Array<number>(n);
  for (let i = 0; i < n; i++) xs[i] = i;
  return xs.reverse();
}
export function reversedPath(from: Map<string, string>, end: string): string[] {
  const path = [end];
  let at: string | undefined = end;
  while ((at = from.get(at!))) path.push(at);
  path.reverse();
  return path;
}
export class Todo {
  private items: Item[] = [];
  get all(): readonly Item[] {
    return this.items;
  }
  get sorted(): Item[] {
    return [...this.items].sort((a, b) => a.id - b.id);
  }
  add(item: Item): this {
    this.items.push(item);
    return this;
  }
  remove(id: number): void {
    this.items = this.items.filter((i) => i.id !== id);
  }
  sort(): void {
    this.items.sort((a, b) => a.id - b.id);
  }
  clear(): void {
    this.items.length = 0;
  }
  each(f: (i: Item) => void): void {
    for (const i of this.items.slice()) f(i);
  }
}
export class Signal<T> {
  private readonly listeners = new Set<(v: T) => void>();
  constructor(private value: T) {}
  subscribe(f: (v: T) => void): () => void {
    this.listeners.add(f);
    f(this.value);
    return () => {
      this.listeners.delete(f);
    };
  }
  set(v: T): void {
    this.value = v;
    for (const l of this.listeners) l(v);
  }
  once(f: (v: T) => void): void {
    const off = this.subscribe((v) => {
      off();
      f(v);
    });
  }
}
export class Events {
  private handlers: Record<string, ((d: unknown) => void)[]> = {};
  on(t: string, f: (d: unknown) => void): void {
    (this.handlers[t] ??= []).push(f);
  }
  off(t: string, f: (d: unknown) => void): void {
    const hs = this.handlers[t];
    if (!hs) return;
    const i = hs.indexOf(f);
    if (i !== -1) hs.splice(i, 1);
  }
  emit(t: string, d: unknown): void {
    this.handlers[t]?.slice().forEach((h) => h(d));
  }
}
export class Lru<K, V> {
  private readonly map = new Map<K, V>();
  constructor(private readonly max: number) {}
  get(k: K): V | undefined {
    const v = this.map.get(k);
    if (v === undefined) return undefined;
    this.map.delete(k);
    this.map.set(k, v);
    return v;
  }
  set(k: K, v: V): void {
    this.map.delete(k);
    this.map.set(k, v);
    if (this.map.size > this.max) this.map.delete(this.map.keys().next().value!);
  }
}
export class Matrix {
  constructor(readonly d: number[]) {}
  scale(k: number): this {
    for (let i = 0; i < this.d.length; i++) this.d[i]! *= k;
    return this;
  }
  clone(): Matrix {
    return new Matrix([...this.d]);
  }
}
export function add(out: number[], a: number[], b: number[]): number[] {
  out[0] = a[0]! + b[0]!;
  return out;
}
export function normalize(v: number[]): number[] {
  const n = Math.hypot(...v);
  return v.map((x) => x / n);
}
export function bind(el: HTMLElement, onKey: (e: KeyboardEvent) => void): () => void {
  const listener = (e: Event) => onKey(e as KeyboardEvent);
  el.addEventListener("keydown", listener, { capture: true, passive: true });
  return () => el.removeEventListener("keydown", listener, { capture: true });
}
export function bind2(el: HTMLElement, f: () => void): () => void {
  el.addEventListener("click", f, true);
  return () => el.removeEventListener("click", f, true);
}
export class Widget {
  private readonly bound = this.onClick.bind(this);
  constructor(private readonly el: HTMLElement) {
    this.onScroll = this.onScroll.bind(this);
    el.addEventListener("click", this.bound);
    window.addEventListener("scroll", this.onScroll, { passive: true });
  }
  private onClick(): void {}
  private onScroll(): void {}
  destroy(): void {
    this.el.removeEventListener("click", this.bound);
    window.removeEventListener("scroll", this.onScroll);
  }
}
export class Handler {
  handleEvent(e: Event): void {
    console.log(e.type);
  }
  attach(): void {
    window.addEventListener("focus", this);
  }
  detach(): void {
    window.removeEventListener("focus", this);
  }
}
export function jq(e: EventEmitter, f: () => void): void {
  e.removeListener("x", f);
  e.on("x", f);
}
export function once<T>(e: EventEmitter, n: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ok = (v: T) => {
      e.off("error", bad);
      resolve(v);
    };
    const bad = (x: Error) => {
      e.off(n, ok);
      reject(x);
    };
    e.once(n, ok);
    e.once("error", bad);
  });
}
export function tick(nodes: { x: number; y: number }[]): void {
  for (const n of nodes) {
    n.x += 1;
    n.y += 1;
  }
}
export function rec(o: Record<string, unknown>): Record<string, unknown> {
  for (const k of Object.keys(o)) if (o[k] === undefined) delete o[k];
  return o;
}
export function strip(o: Record<string, unknown>): Record<string, unknown> {
  const c = { ...o };
  delete c.password;
  return c;
}
export function parse(args: string[]): Record<string, string> {
  const rest = [...args];
  const out: Record<string, string> = {};
  while (rest.length) {
    const a = rest.shift()!;
    if (a.startsWith("--")) out[a.slice(2)] = rest.shift() ?? "";
  }
  return out;
}
export function parseArgv(argv = process.argv.slice(2)): string | undefined {
  const command = argv.shift();
  return command;
}
export function middleware(stack: ((next: () => void) => void)[]): void {
  let i = 0;
  const next = (): void => {
    const f = stack[i++];
    if (f) f(next);
  };
  next();
}
export function zip(a: number[], b: number[]): number[][] {
  return a.map((x, i) => [x, b[i]!]);
}
export function topo(graph: Map<string, Set<string>>): string[] {
  const g = new Map([...graph].map(([k, v]) => [k, new Set(v)]));
  const out: string[] = [];
  while (g.size) {
    for (const [k, v] of g)
      if (v.size === 0) {
        out.push(k);
        g.delete(k);
        for (const s of g.values()) s.delete(k);
      }
  }
  return out;
}
