export interface Node { text: string; startIndex: number }
declare class Tree {
  readonly rootNode: Node;
  delete(): void;
}
declare class Parser {
  parse(source: string): Tree;
  delete(): void;
}
declare function captures(query: string, root: Node): Node[];

export function compress(parser: Parser, source: string, query: string): string {
  const tree = parser.parse(source);
  try {
    const kept = captures(query, tree.rootNode).sort((a, b) => a.startIndex - b.startIndex);
    return kept.map((node) => node.text).join("\n");
  } finally {
    tree.delete();
  }
}
