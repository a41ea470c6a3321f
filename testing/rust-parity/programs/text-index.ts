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
  /** Gives one away; the last one takes its place. */
  take(this: Mut<Library>, name: string): Own<Source> | undefined {
    const at = this.#indexOf(name);
    if (at === undefined) return undefined;
    const last = this.sources.length - 1;
    [this.sources[at], this.sources[last]] = [this.sources[last]!, this.sources[at]!];
    return this.sources.pop();
  }
  #indexOf(this: Ref<Library>, name: string): number | undefined {
    let index = 0;
    for (const source of ref(this.sources)) {
      if (source.name === name) return index;
      index += 1;
    }
    return undefined;
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

/** What is asked of an index: slices, which live as long as the sources. */
interface Query<A extends Lifetime> {
  run(index: Ref<Index<A>>): Slice<A>[];
}

class Word<A extends Lifetime> implements Query<A> {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
  run(index: Ref<Index<A>>): Slice<A>[] {
    return index.find(this.word);
  }
}

/** Two words that follow each other, as one slice. */
class Phrase<A extends Lifetime> implements Query<A> {
  readonly first: string;
  readonly second: string;
  constructor(first: string, second: string) {
    this.first = first;
    this.second = second;
  }
  run(index: Ref<Index<A>>): Slice<A>[] {
    const found: Slice<A>[] = [];
    for (const left of index.find(this.first)) {
      for (const right of index.find(this.second)) {
        const both = joined(left, right);
        if (both !== undefined) found.push(both);
      }
    }
    return found;
  }
}

class Either<A extends Lifetime> implements Query<A> {
  readonly queries: readonly Query<A>[];
  constructor(queries: readonly Query<A>[]) {
    this.queries = queries;
  }
  run(index: Ref<Index<A>>): Slice<A>[] {
    const found: Slice<A>[] = [];
    for (const query of ref(this.queries)) for (const slice of query.run(index)) found.push(slice);
    return found;
  }
}

function joined<A extends Lifetime>(left: Slice<A>, right: Slice<A>): Slice<A> | undefined {
  const source = left.origin();
  if (source.name !== right.origin().name || wordAfter(source, left.end) !== right.end) return undefined;
  return new Slice(source, left.start, right.end);
}

/** Where markers write. */
class Page implements Owned {
  readonly lines: string[] = [];
  [Symbol.dispose](): void {
    this.lines.length = 0;
  }
  write(this: Mut<Page>, line: string): void {
    this.lines.push(line);
  }
}

/** Collects slices of one source, and writes the source with marks around them when it ends. */
class Marker<A extends Lifetime> implements Owned {
  readonly source: Ref<Source, A>;
  readonly page: Mut<Page, A>;
  readonly #marked: Slice<A>[] = [];
  constructor(source: Ref<Source, A>, page: Mut<Page, A>) {
    this.source = source;
    this.page = page;
  }
  [Symbol.dispose](): void {
    this.page.write(this.text());
  }
  mark(this: Mut<Marker<A>>, slice: Slice<A>): boolean {
    if (slice.origin().name !== this.source.name) return false;
    this.#marked.push(slice);
    return true;
  }
  text(this: Ref<Marker<A>>): string {
    let text = "";
    let at = 0;
    for (const slice of ref(this.#marked)) {
      text += `${this.source.text.slice(at, slice.start)}[${slice.text()}]`;
      at = slice.end;
    }
    return text + this.source.text.slice(at);
  }
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

  const query = new Either([new Phrase("the", "sea"), new Word("night"), new Phrase("was", "long")]);
  for (const slice of query.run(ref(index))) lines.push(`found ${slice.text()}`);

  using page = new Page();
  const sea = library.byName("sea");
  if (sea !== undefined) {
    using marker = new Marker(sea, mut(page));
    for (const slice of query.run(ref(index))) marker.mark(slice);
  }
  for (const line of page.lines) lines.push(line);

  const hill = library.byName("hill");
  const word = hill === undefined ? undefined : longestWord(hill);
  if (word !== undefined) lines.push(`longest in hill: ${word.text()}`);

  // The index is not used any more, so the library may grow.
  library.add(new Source("end", "The end."));
  const last = library.byName("end");
  if (last !== undefined) lines.push(`${last.name}: ${last.text}`);

  const taken = library.take("sea");
  if (taken !== undefined) library.add(join(taken, new Source("shore", "And the shore.")));
  const shore = library.byName("sea+shore");
  if (shore !== undefined) lines.push(`${shore.name}: ${shore.text.length} letters`);
  return lines;
}
