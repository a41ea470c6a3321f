/** Box: one owner. A list of boxed nodes, and a large buffer that moves without being copied. */

import { Box } from "freehold";

/** Holds a value and a box with the next node, or is the end. */
type List = { readonly kind: "cons"; readonly value: number; readonly next: Box<List> } | { readonly kind: "nil" };

function cons(value: number, next: List): List {
  return { kind: "cons", value, next: Box.new(next) };
}

function show(list: List): string {
  return list.kind === "nil" ? "Nil" : `${list.value} -> ${show(list.next.get())}`;
}

function byteLength(buffer: Box<Uint8Array>): number {
  using owned = buffer;
  return owned.get().byteLength;
}

using list = Box.new(cons(1, cons(2, { kind: "nil" })));
console.log(show(list.get()));

const data = Box.new(new Uint8Array(1_000_000));
console.log(`${byteLength(data)} bytes`);
