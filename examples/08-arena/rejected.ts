/** What an arena exists to stop: a value of it that is used after all of them have ended, and allocating in an arena that has ended. */
"use freehold";

import { drop, TypedArena } from "freehold";

interface TreeNode {
  readonly value: number;
  readonly children: TreeNode[];
}

export function afterTheArena(): number {
  const arena = TypedArena.new<TreeNode>();
  const root = arena.alloc({ value: 0, children: [] });
  drop(arena);
  return root.value;
}

export function leavesTheArena(): TreeNode {
  using arena = TypedArena.new<TreeNode>();
  const root = arena.alloc({ value: 0, children: [] });
  return root;
}

export function allocatedTooLate(): void {
  const arena = TypedArena.new<TreeNode>();
  drop(arena);
  arena.alloc({ value: 0, children: [] });
}

export function allocatedAfterMoving(): number {
  const arena = TypedArena.new<TreeNode>();
  const nodes = arena.intoVec();
  arena.alloc({ value: 0, children: [] });
  return nodes.length;
}
