/** Ownership in web-tree-sitter: trees, cursors and queries live in WebAssembly's memory. */

import type { Model, TypeModel } from "../schema.ts";

/** Soft: since version 0.26 the collector frees it in the end, though it sees only a small object. */
const inMemory = (what: string): TypeModel => ({
  what,
  strength: "soft",
  release: ["delete"],
  leak: "It stays in WebAssembly's memory until the collector runs, in older versions for ever.",
});

export const treeSitter: Model = {
  modules: ["web-tree-sitter"],
  types: {
    Parser: inMemory("a parser"),
    Tree: inMemory("a syntax tree"),
    TreeCursor: inMemory("a cursor on a syntax tree"),
    Query: inMemory("a query"),
    LookaheadIterator: inMemory("a look-ahead iterator"),
  },
  functions: {
    "Parser.parse": { result: { kind: "fresh", type: "Tree" } },
    "Tree.copy": { result: { kind: "fresh", type: "Tree" } },
    "Tree.walk": { result: { kind: "fresh", type: "TreeCursor" } },
    "new Parser": { result: { kind: "fresh", type: "Parser" } },
    "new Query": { result: { kind: "fresh", type: "Query" } },
  },
};
