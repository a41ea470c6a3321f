/**
 * What lifetimes exist to stop. What TypeScript says by itself is marked; the checker reports a value that leaves the scope that ends it. In
 * strict files it will also report a borrow that outlives its owner, a second exclusive borrow, and writing through a `Ref`.
 */

import { Drop, type Lifetime, mut, type Mut, type Own, type Ref } from "freehold";

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
