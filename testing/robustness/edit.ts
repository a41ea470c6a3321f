/** Edits of a program's text that are found on its syntax tree. */

import { API } from "typescript/sync";
import type { KindName, Node } from "@freehold/frontend/syntax";
import { syntaxOf } from "@freehold/frontend/ts7/parse";

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Tree {
  readonly text: string;
  /** In source order, the whole file first. */
  readonly nodes: readonly Node[];
  readonly kind: (node: Node) => KindName;
  readonly textOf: (node: Node) => string;
}

export interface Parser extends Disposable {
  readonly parse: (text: string) => Tree;
}

export function startParser(): Parser {
  const api = new API();
  return { parse: (text) => treeOf(api, text), [Symbol.dispose]: () => api.close() };
}

/** Edits that lie within another are dropped: what one rule changes, it changes once. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

export function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

function treeOf(api: API, text: string): Tree {
  const source = api.createSourceFile("/program.ts", text);
  const { root, kindName } = syntaxOf(source.sourceFile);
  const nodes: Node[] = [];
  collect(root, nodes);
  source.dispose();
  return { text, nodes, kind: (node) => kindName(node.kind), textOf: (node) => text.slice(node.getStart(), node.end) };
}

function collect(node: Node, into: Node[]): void {
  into.push(node);
  node.forEachChild((child) => collect(child, into));
}
