/**
 * What lifetimes exist to stop. What TypeScript says by itself is marked; the checker reports a value that leaves the scope that ends it and, as
 * this file opts in, a borrow that outlives its owner, a second exclusive borrow, and writing through a `Ref`.
 */
"use freehold";

import { Drop, type Lifetime, mut, type Mut, type Own, type Owned, ref, type Ref } from "freehold";

interface Excerpt<A extends Lifetime> {
  readonly snippet: Ref<string[], A>;
}

class Book extends Drop {
  readonly lines: string[] = ["It was a dark and stormy night."];

  override drop(): void {
    this.lines.length = 0;
  }
}

export function outlives(): Book {
  using book = new Book();
  return book;
}

export function longest<A extends Lifetime, B extends Lifetime>(first: Excerpt<A>, second: Excerpt<B>): Excerpt<A> {
  if (first.snippet.length >= second.snippet.length) return first;
  // @ts-expect-error `B` need not live as long as `A`
  return second;
}

export function sharedIsNotExclusive(text: Ref<string[]>): Mut<string[]> {
  // @ts-expect-error what is lent to read cannot be lent to write
  return mut(text);
}

export function lentIsNotGiven(text: Mut<string[]>): Own<string[]> {
  // @ts-expect-error what is lent cannot be given away
  return text;
}

class Page implements Owned {
  words = 0;
  [Symbol.dispose](): void {
    this.words = 0;
  }
  write(this: Mut<Page>): void {
    this.words += 1;
  }
}

export function outlivesItsOwner(): number {
  let page: Ref<Page>;
  {
    const first = new Page();
    page = ref(first);
  }
  return page.words;
}

export function isLentTwice(page: Own<Page>): void {
  const one = mut(page);
  const other = mut(page);
  one.write();
  other.write();
}

export function writesThroughRef(page: Ref<Page>): void {
  page.words = 0;
}

export function saysNotFromWhich(first: Ref<Page>, second: Ref<Page>): Ref<Page> {
  return first.words > second.words ? first : second;
}
