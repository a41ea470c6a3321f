/** A tokenizer whose tokens borrow the source, and a tree of them. */
"use freehold";

import { type Lifetime, type Mut, mut, type Own, type Owned, type Ref, ref } from "freehold";

export class Source implements Owned {
  readonly name: string;
  readonly text: string;
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }
  [Symbol.dispose](): void {}
}

export class Slice<A extends Lifetime> {
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
  origin(this: Ref<Slice<A>>): Ref<Source, A> {
    return this.source;
  }
}

export interface Token<A extends Lifetime> {
  readonly kind: "number" | "name" | "sign";
  readonly slice: Slice<A>;
}

export class Tokenizer<A extends Lifetime> {
  readonly #source: Ref<Source, A>;
  #at = 0;
  constructor(source: Ref<Source, A>) {
    this.#source = source;
  }
  next(this: Mut<Tokenizer<A>>): Token<A> | undefined {
    const { text } = this.#source;
    while (text[this.#at] === " ") this.#at += 1;
    const start = this.#at;
    const first = text[start];
    if (first === undefined) return undefined;
    const kind = /\d/.test(first) ? "number" : /\w/.test(first) ? "name" : "sign";
    this.#at += 1;
    if (kind !== "sign") while (/\w/.test(text[this.#at] ?? "")) this.#at += 1;
    return { kind, slice: new Slice(this.#source, start, this.#at) };
  }
}

export function tokenize<A extends Lifetime>(source: Ref<Source, A>): Token<A>[] {
  const tokenizer = new Tokenizer(source);
  const tokens: Token<A>[] = [];
  for (let token = tokenizer.next(); token !== undefined; token = tokenizer.next()) tokens.push(token);
  return tokens;
}

export type Node<A extends Lifetime> =
  | { readonly kind: "leaf"; readonly token: Token<A> }
  | { readonly kind: "pair"; readonly sign: Slice<A>; readonly left: Node<A>; readonly right: Node<A> };

export class Parser<A extends Lifetime> {
  readonly #tokens: Token<A>[];
  #at = 0;
  constructor(tokens: Token<A>[]) {
    this.#tokens = tokens;
  }
  #peek(this: Ref<Parser<A>>): Token<A> | undefined {
    return this.#tokens[this.#at];
  }
  #take(this: Mut<Parser<A>>): Token<A> | undefined {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }
  sum(this: Mut<Parser<A>>): Node<A> | undefined {
    let left = this.#leaf();
    while (left !== undefined && this.#peek()?.kind === "sign") {
      const sign = this.#take();
      const right = this.#leaf();
      if (sign === undefined || right === undefined) return undefined;
      left = { kind: "pair", sign: sign.slice, left, right };
    }
    return left;
  }
  #leaf(this: Mut<Parser<A>>): Node<A> | undefined {
    const token = this.#take();
    return token === undefined ? undefined : { kind: "leaf", token };
  }
}

export function names<A extends Lifetime>(node: Ref<Node<A>>, into: Mut<Slice<A>[]>): void {
  if (node.kind === "leaf") {
    if (node.token.kind === "name") into.push(node.token.slice);
    return;
  }
  names(node.left, into);
  names(node.right, into);
}

export function firstName<A extends Lifetime>(source: Ref<Source, A>): Slice<A> | undefined {
  const tree = new Parser(tokenize(source)).sum();
  if (tree === undefined) return undefined;
  const found: Slice<A>[] = [];
  names(ref(tree), mut(found));
  return found[0];
}

export function main(): readonly string[] {
  const lines: string[] = [];
  const source = new Source("sums", "one + 2 - three");
  const name = firstName(ref(source));
  lines.push(`${name?.text() ?? "nothing"} comes first in ${name?.origin().name ?? "nothing"}`);
  const tree = new Parser(tokenize(ref(source))).sum();
  const found: Slice<Lifetime>[] = [];
  if (tree !== undefined) names(ref(tree), mut(found));
  lines.push(found.map((slice) => slice.text()).join(", "));
  return lines;
}
