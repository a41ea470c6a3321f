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
  const targets = drafts.map((_, block) => landing(drafts, block as BlockId));
  const order = reversePostorder(drafts, targets);
  const joined = cleanupLast(joinStraightLines(drafts, targets, order));
  const newIds: BlockId[] = [];
  joined.forEach(({ block }, index) => (newIds[block] = index as BlockId));
  const calls: CallId[] = [];
  const blocks = joined.map(({ draft }, index): Block => {
    const terminator = retarget(draft.terminator, (target) => newIds[targets[target] ?? target] ?? target);
    return { id: index as BlockId, statements: draft.statements, terminator: recount(terminator, calls), cleanup: draft.cleanup };
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

/** A block of the result, and the draft block that it begins with. */
interface Joined {
  readonly block: BlockId;
  readonly draft: DraftBlock;
}

/** A block whose only way in is one `goto` continues the block that jumps to it. */
function joinStraightLines(drafts: readonly DraftBlock[], targets: readonly BlockId[], order: readonly BlockId[]): readonly Joined[] {
  const predecessors = countPredecessors(drafts, targets, order);
  const absorbed = new Uint8Array(drafts.length);
  const joined: Joined[] = [];
  for (const block of order) {
    if (absorbed[block] === 1) continue;
    const head = draftAt(drafts, block);
    const line = [head];
    for (let { terminator } = head; terminator.kind === "goto";) {
      const next = targets[terminator.target] ?? terminator.target;
      const tail = draftAt(drafts, next);
      if (next === block || predecessors[next] !== 1 || tail.cleanup !== head.cleanup) break;
      absorbed[next] = 1;
      line.push(tail);
      terminator = tail.terminator;
    }
    joined.push({ block, draft: line.length === 1 ? head : joinedLine(line) });
  }
  return joined;
}

function joinedLine(line: readonly DraftBlock[]): DraftBlock {
  const [head, last] = [line[0], line.at(-1)];
  invariant(head !== undefined && last !== undefined, "a line has a block");
  return { statements: line.flatMap((draft) => draft.statements), terminator: last.terminator, cleanup: head.cleanup };
}

/** Of the reachable blocks; the entry is entered by the body's caller as well. */
function countPredecessors(drafts: readonly DraftBlock[], targets: readonly BlockId[], order: readonly BlockId[]): readonly number[] {
  const counts = drafts.map((_, block) => (block === 0 ? 1 : 0));
  for (const block of order) {
    for (const edge of successors(draftAt(drafts, block).terminator)) counts[targets[edge.target] ?? edge.target]! += 1;
  }
  return counts;
}

function cleanupLast(blocks: readonly Joined[]): readonly Joined[] {
  return [...blocks.filter(({ draft }) => !draft.cleanup), ...blocks.filter(({ draft }) => draft.cleanup)];
}

/** Of the blocks that the entry reaches. Iterative: a body may have thousands of blocks in a row. */
function reversePostorder(drafts: readonly DraftBlock[], targets: readonly BlockId[]): readonly BlockId[] {
  const entry = 0 as BlockId;
  const seen = new Uint8Array(drafts.length);
  seen[entry] = 1;
  const postorder: BlockId[] = [];
  const stack = [{ block: entry, pending: waysOut(drafts, targets, entry) }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.pending.pop();
    if (next === undefined) {
      postorder.push(top.block);
      stack.pop();
    } else if (seen[next] === 0) {
      seen[next] = 1;
      stack.push({ block: next, pending: waysOut(drafts, targets, next) });
    }
  }
  return postorder.reverse();
}

/** The unusual way is popped first, so that it is finished first and stands last. */
function waysOut(drafts: readonly DraftBlock[], targets: readonly BlockId[], block: BlockId): BlockId[] {
  return successors(draftAt(drafts, block).terminator).map((edge) => targets[edge.target] ?? edge.target);
}

function draftAt(drafts: readonly DraftBlock[], block: BlockId): DraftBlock {
  const draft = drafts[block];
  invariant(draft !== undefined, "edges lead to blocks");
  return draft;
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
