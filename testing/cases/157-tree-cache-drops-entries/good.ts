declare class Tree { delete(): void }
declare class Parser { parse(source: string): Tree }

export class TreeCache {
  private readonly trees = new Map<string, Tree>();
  constructor(private readonly parser: Parser, private readonly limit = 50) {}

  update(path: string, source: string): Tree {
    if (this.trees.size >= this.limit) this.drop(this.trees.keys().next().value!);
    const tree = this.parser.parse(source);
    this.drop(path);
    this.trees.set(path, tree);
    return tree;
  }

  dispose(): void {
    for (const tree of this.trees.values()) tree.delete();
    this.trees.clear();
  }

  private drop(path: string): void {
    this.trees.get(path)?.delete();
    this.trees.delete(path);
  }
}
