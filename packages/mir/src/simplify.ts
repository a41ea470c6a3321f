/** Makes a draft's blocks small and deterministic: drops the unreachable, skips empty ones, joins straight lines, renumbers. */

import { assertNever, invariant } from "./assert.ts";
import type { Block, BlockId, CallId, Terminator } from "./body.ts";
import { successors } from "./walk.ts";

export interface Simplified {
  /** In reverse postorder, what runs without surprise first, what cleans up last. */
  readonly blocks: readonly Block[];
  /** The calls that are left, by their new id. */
  readonly calls: readonly CallId[];
}

type DraftBlock = Omit<Block, "id">;

export function simplify(drafts: readonly DraftBlock[]): Simplified {
  const forwarded = drafts.map((block) => ({ ...block, terminator: retarget(block.terminator, (target) => landing(drafts, target)) }));
  const joined = joinStraightLines(forwarded);
  const order = cleanupLast(joined, reversePostorder(joined));
  const newIds = new Map(order.map((old, index) => [old, index as BlockId]));
  const calls: CallId[] = [];
  const blocks = order.map((old, index): Block => {
    const block = joined[old];
    invariant(block !== undefined, "the order lists existing blocks");
    const terminator = retarget(block.terminator, (target) => newIds.get(target) ?? target);
    return { id: index as BlockId, statements: block.statements, terminator: recount(terminator, calls), cleanup: block.cleanup };
  });
  return { blocks, calls };
}

/** Where a jump to this block ends up, once empty blocks that only jump on are skipped. */
function landing(drafts: readonly DraftBlock[], start: BlockId): BlockId {
  let block = start;
  for (let steps = 0; steps <= drafts.length; steps++) {
    const draft = drafts[block];
    if (draft === undefined || draft.statements.length > 0 || draft.terminator.kind !== "goto") return block;
    block = draft.terminator.target;
  }
  return start; // An empty loop: `for (;;);`.
}

/** A block whose only way in is one `goto` continues the block that jumps to it. */
function joinStraightLines(drafts: readonly DraftBlock[]): readonly DraftBlock[] {
  const predecessors = countPredecessors(drafts);
  const absorbed = new Set<BlockId>();
  const result = [...drafts];
  for (const start of reversePostorder(drafts)) {
    const head = drafts[start];
    if (head === undefined || absorbed.has(start)) continue;
    const statements = [...head.statements];
    let terminator: Terminator = head.terminator;
    while (terminator.kind === "goto" && terminator.target !== start) {
      const tail: DraftBlock | undefined = drafts[terminator.target];
      if (tail === undefined || predecessors[terminator.target] !== 1 || tail.cleanup !== head.cleanup) break;
      absorbed.add(terminator.target);
      for (const statement of tail.statements) statements.push(statement);
      terminator = tail.terminator;
    }
    result[start] = { statements, terminator, cleanup: head.cleanup };
  }
  return result;
}

function countPredecessors(drafts: readonly DraftBlock[]): readonly number[] {
  const counts = drafts.map((_, index) => (index === 0 ? 1 : 0)); // The body's caller enters block 0.
  for (const block of reversePostorder(drafts)) {
    for (const edge of successors(drafts[block]!.terminator)) counts[edge.target]! += 1;
  }
  return counts;
}

function cleanupLast(drafts: readonly DraftBlock[], order: readonly BlockId[]): readonly BlockId[] {
  const isCleanup = (block: BlockId): boolean => drafts[block]?.cleanup ?? false;
  return [...order.filter((block) => !isCleanup(block)), ...order.filter(isCleanup)];
}

/** Of the blocks that the entry reaches. Iterative: a body may have thousands of blocks in a row. */
function reversePostorder(drafts: readonly DraftBlock[]): readonly BlockId[] {
  const seen = new Set<BlockId>([0 as BlockId]);
  const postorder: BlockId[] = [];
  const stack: { readonly block: BlockId; readonly pending: BlockId[] }[] = [
    { block: 0 as BlockId, pending: targets(drafts, 0 as BlockId) },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.pending.pop();
    if (next === undefined) {
      postorder.push(top.block);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ block: next, pending: targets(drafts, next) });
    }
  }
  return postorder.reverse();
}

/** The unusual way is popped first, so that it is finished first and stands last. */
function targets(drafts: readonly DraftBlock[], block: BlockId): BlockId[] {
  return successors(drafts[block]!.terminator).map((edge) => edge.target);
}

function recount(terminator: Terminator, calls: CallId[]): Terminator {
  if (terminator.kind !== "call") return terminator;
  calls.push(terminator.call);
  return { ...terminator, call: (calls.length - 1) as CallId };
}

function retarget(terminator: Terminator, to: (target: BlockId) => BlockId): Terminator {
  switch (terminator.kind) {
    case "goto":
    case "throw":
      return { ...terminator, target: to(terminator.target) };
    case "branch":
      return { ...terminator, yes: to(terminator.yes), no: to(terminator.no) };
    case "call":
    case "await":
    case "drop":
      return { ...terminator, target: to(terminator.target), unwind: to(terminator.unwind) };
    case "next":
      return { ...terminator, more: to(terminator.more), done: to(terminator.done), unwind: to(terminator.unwind) };
    case "yield":
      return { ...terminator, target: to(terminator.target), unwind: to(terminator.unwind), closed: to(terminator.closed) };
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return terminator;
    default:
      return assertNever(terminator);
  }
}
