declare class Tree { delete(): void }
declare class Parser { parse(source: string): Tree }

export class TreeCache {
  private readonly trees = new Map<string, Tree>();
  constructor(private readonly parser: Parser, private readonly limit = 50) {}

  update(path: string, source: string): Tree {
    if (this.trees.size >= this.limit) {
      const oldest = this.trees.keys().next().value!;
      this.trees.delete(oldest);
    }
    const tree = this.parser.parse(source);
    this.trees.set(path, tree);
    return tree;
  }

  dispose(): void {
    for (const tree of this.trees.values()) tree.delete();
    this.trees.clear();
  }
}
