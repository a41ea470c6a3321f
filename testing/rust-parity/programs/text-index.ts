/**
 * A text indexer in strict code: nothing of the texts is copied. A slice borrows its source, a scanner hands out slices, the index
 * keeps them by word, and all of them end before the library that owns the sources.
 */
"use freehold";

import { type Lifetime, type Mut, type Own, type Owned, type Ref, mut, ref } from "freehold";

class Source implements Owned {
  readonly name: string;
  readonly text: string;
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }
  [Symbol.dispose](): void {}
  charAt(this: Ref<Source>, at: number): string {
    return this.text.charAt(at);
  }
}

/** A part of a source, by its ends. */
class Slice<A extends Lifetime> {
  readonly source: Ref<Source, A>;
  readonly start: number;
  readonly end: number;
  constructor(source: Ref<Source, A>, start: number, end: number) {
    this.source = source;
    this.start = start;
    this.end = end;
  }
  text(this: Ref<Slice<A>>): string {
    return this.source.text.slice(this.start, this.end);
  }
  length(this: Ref<Slice<A>>): number {
    return this.end - this.start;
  }
  origin(this: Ref<Slice<A>>): Ref<Source, A> {
    return this.source;
  }
}

/** Walks a source once, word by word. */
class Scanner<A extends Lifetime> {
  readonly source: Ref<Source, A>;
  at = 0;
  constructor(source: Ref<Source, A>) {
    this.source = source;
  }
  next(this: Mut<Scanner<A>>): Slice<A> | undefined {
    while (this.at < this.source.text.length && !isLetter(this.source.charAt(this.at))) this.at += 1;
    const start = this.at;
    while (this.at < this.source.text.length && isLetter(this.source.charAt(this.at))) this.at += 1;
    return this.at === start ? undefined : new Slice(this.source, start, this.at);
  }
}

/** Where one word stands. */
class Postings<A extends Lifetime> {
  readonly word: string;
  readonly slices: Slice<A>[] = [];
  constructor(word: string) {
    this.word = word;
  }
  add(this: Mut<Postings<A>>, slice: Slice<A>): void {
    this.slices.push(slice);
  }
  first(this: Ref<Postings<A>>): Slice<A> | undefined {
    return this.slices[0];
  }
  count(this: Ref<Postings<A>>): number {
    return this.slices.length;
  }
}

class Index<A extends Lifetime> {
  readonly postings: Map<string, Postings<A>> = new Map();
  add(this: Mut<Index<A>>, slice: Slice<A>): void {
    const word = slice.text().toLowerCase();
    const known = this.postings.get(word);
    if (known !== undefined) {
      known.add(slice);
      return;
    }
    const postings = new Postings<A>(word);
    postings.add(slice);
    this.postings.set(word, postings);
  }
  find(this: Ref<Index<A>>, word: string): Slice<A>[] {
    return this.postings.get(word.toLowerCase())?.slices ?? [];
  }
  /** The words that stand in the texts most often. */
  top(this: Ref<Index<A>>, count: number): Postings<A>[] {
    const all: Postings<A>[] = [];
    for (const postings of this.postings.values()) all.push(postings);
    all.sort((a, b) => b.count() - a.count() || (a.word < b.word ? -1 : 1));
    return all.slice(0, count);
  }
}

/** Owns the sources: who looks into one, lends from the library. */
class Library implements Owned {
  readonly sources: Own<Source>[] = [];
  [Symbol.dispose](): void {
    for (const source of this.sources) source[Symbol.dispose]();
  }
  add(this: Mut<Library>, source: Own<Source>): void {
    this.sources.push(source);
  }
  byName(this: Ref<Library>, name: string): Ref<Source> | undefined {
    for (const source of ref(this.sources)) if (source.name === name) return source;
    return undefined;
  }
  index<A extends Lifetime>(this: Ref<Library, A>): Index<A> {
    const index = new Index<A>();
    for (const source of ref(this.sources)) indexSource(mut(index), source);
    return index;
  }
}

function indexSource<A extends Lifetime>(index: Mut<Index<A>>, source: Ref<Source, A>): void {
  const scanner = new Scanner(source);
  for (let slice = scanner.next(); slice !== undefined; slice = scanner.next()) index.add(slice);
}

function longest<A extends Lifetime>(left: Slice<A>, right: Slice<A>): Slice<A> {
  return left.length() >= right.length() ? left : right;
}

/** The words around a slice, still slices of the same source. */
function around<A extends Lifetime>(slice: Slice<A>, reach: number): Slice<A> {
  const source = slice.origin();
  let start = slice.start;
  let end = slice.end;
  for (let words = 0; words < reach && start > 0; words += 1) start = wordBefore(source, start);
  for (let words = 0; words < reach && end < source.text.length; words += 1) end = wordAfter(source, end);
  return new Slice(source, start, end);
}

function wordBefore(source: Ref<Source>, from: number): number {
  let at = from;
  while (at > 0 && !isLetter(source.charAt(at - 1))) at -= 1;
  while (at > 0 && isLetter(source.charAt(at - 1))) at -= 1;
  return at;
}

function wordAfter(source: Ref<Source>, from: number): number {
  let at = from;
  while (at < source.text.length && !isLetter(source.charAt(at))) at += 1;
  while (at < source.text.length && isLetter(source.charAt(at))) at += 1;
  return at;
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function longestWord<A extends Lifetime>(source: Ref<Source, A>): Slice<A> | undefined {
  const scanner = new Scanner(source);
  let best = scanner.next();
  if (best === undefined) return undefined;
  for (let slice = scanner.next(); slice !== undefined; slice = scanner.next()) best = longest(best, slice);
  return best;
}

/** Two sources become one; both are used up. */
function join(left: Own<Source>, right: Own<Source>): Own<Source> {
  const joined = new Source(`${left.name}+${right.name}`, `${left.text} ${right.text}`);
  left[Symbol.dispose]();
  right[Symbol.dispose]();
  return joined;
}

export function main(): readonly string[] {
  const lines: string[] = [];
  using library = new Library();
  library.add(new Source("sea", "The sea is the sea, and the ship is on the sea."));
  library.add(new Source("hill", "A hill, a house on the hill, and nobody in the house."));
  library.add(join(new Source("day", "The day was long"), new Source("night", "and the night was longer.")));

  const index = library.index();
  for (const postings of index.top(3)) lines.push(`${postings.word} ${postings.count()}`);
  for (const slice of index.find("house")) lines.push(`${slice.origin().name}: ${around(slice, 1).text()}`);

  const hill = library.byName("hill");
  const word = hill === undefined ? undefined : longestWord(hill);
  if (word !== undefined) lines.push(`longest in hill: ${word.text()}`);

  // The index is not used any more, so the library may grow.
  library.add(new Source("end", "The end."));
  const last = library.byName("end");
  if (last !== undefined) lines.push(`${last.name}: ${last.text}`);
  return lines;
}
