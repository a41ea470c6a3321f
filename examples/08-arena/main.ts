/** Arenas: many values that point to each other and end together. */

import { type Mut, TypedArena } from "freehold";

interface TreeNode {
  readonly value: number;
  /** Nodes of the same arena. */
  readonly children: Mut<TreeNode>[];
}

{
  using arena = TypedArena.new<TreeNode>();

  const root = arena.alloc({ value: 0, children: [] });
  const child1 = arena.alloc({ value: 1, children: [] });
  const child2 = arena.alloc({ value: 2, children: [] });

  root.children.push(child1);
  root.children.push(child2);

  console.log(`Node ${root.value} has the children ${root.children.map((child) => child.value).join(", ")}`);
  console.log(`${arena.len()} nodes in the arena`);
}
console.log("All nodes are freed.");
