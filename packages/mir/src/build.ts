/** The builder of one body: hands out ids, keeps the current block, and in the end leaves only what can be reached. */

import type { Span } from "@freehold/diagnostics/span";
import { invariant } from "./assert.ts";
import type { Block, BlockId, Body, CallId, Local, LocalId, LocalKind, Statement, Terminator } from "./body.ts";
import { simplify } from "./simplify.ts";

/** Whether blocks made now run normally or while an exception is unwinding. */
export type BlockMode = "normal" | "cleanup";

/** Where a statement would go: behind what was pushed so far. */
export interface Position {
  readonly block: BlockId;
  readonly index: number;
}

export interface BodyBuilder {
  addLocal(name: string, kind: LocalKind, span: Span): LocalId;
  /** A new block of the given mode, to be filled later with `switchTo`. */
  addBlock(mode: BlockMode): BlockId;
  /** Later statements go to this block; to none, when what follows is unreachable. */
  switchTo(block: BlockId | undefined): void;
  /** The block that statements go to; none behind a terminator. */
  current(): BlockId | undefined;
  push(statement: Statement): void;
  /** Ends the current block. What is pushed before the next `switchTo` is unreachable and vanishes. */
  terminate(terminator: Terminator): void;
  /** Where the next statement would go. */
  position(): Position | undefined;
  /** Puts a statement where `position` was; only positions behind it move. */
  insert(position: Position, statement: Statement): void;
  /** How often the local was written so far: when it differs, a value read before must have been kept. */
  writes(local: LocalId): number;
  addCall(): CallId;
  blockCount(): number;
  /** Where the local is bound. */
  spanOf(local: LocalId): Span;
  /** Throws every block away and starts again with an empty entry; locals stay. */
  restart(): void;
  finish(header: BodyHeader): FinishedBody;
}

export type BodyHeader = Omit<Body, "locals" | "blocks" | "calls">;

export interface FinishedBody {
  readonly body: Body;
  /** The call ids handed out while building, by the final `CallId`. */
  readonly calls: readonly CallId[];
}

/** The entry block is current, and local 0 is the return place. */
export function bodyBuilder(span: Span): BodyBuilder {
  const locals: Local[] = [{ id: 0 as LocalId, name: "<return>", kind: { kind: "return" }, span }];
  const writes: number[] = [0];
  let blocks: DraftBlock[] = [draft("normal")];
  let current: DraftBlock | undefined = blocks[0];
  let currentId = 0 as BlockId;
  let calls = 0;

  function noteWrite(local: LocalId): void {
    writes[local] = (writes[local] ?? 0) + 1;
  }

  return {
    addLocal(name, kind, span) {
      const id = locals.length as LocalId;
      locals.push({ id, name, kind, span });
      return id;
    },
    addBlock(mode) {
      blocks.push(draft(mode));
      return (blocks.length - 1) as BlockId;
    },
    switchTo(block) {
      current = block === undefined ? undefined : blocks[block];
      currentId = block ?? currentId;
      invariant(current?.terminator === undefined, "only an open block can become current");
    },
    push(statement) {
      if (statement.kind === "assign") noteWrite(statement.target.local);
      current?.statements.push(statement);
    },
    terminate(terminator) {
      if ("destination" in terminator) noteWrite(terminator.destination.local);
      if (current !== undefined) current.terminator = terminator;
      current = undefined;
    },
    current: () => (current === undefined ? undefined : currentId),
    position: () => (current === undefined ? undefined : { block: currentId, index: current.statements.length }),
    insert(position, statement) {
      blocks[position.block]?.statements.splice(position.index, 0, statement);
    },
    writes: (local) => writes[local] ?? 0,
    addCall: () => calls++ as CallId,
    blockCount: () => blocks.length,
    spanOf: (local) => locals[local]?.span ?? span,
    restart() {
      blocks = [draft("normal")];
      current = blocks[0];
      currentId = 0 as BlockId;
      calls = 0;
    },
    finish(header) {
      const simple = simplify(blocks.map((block) => sealed(block, header.span)));
      return { body: { ...header, locals, blocks: simple.blocks, calls: simple.calls.length }, calls: simple.calls };
    },
  };
}

interface DraftBlock {
  readonly mode: BlockMode;
  readonly statements: Statement[];
  terminator: Terminator | undefined;
}

function draft(mode: BlockMode): DraftBlock {
  return { mode, statements: [], terminator: undefined };
}

/** A block that nobody ended is one that nobody enters. */
function sealed(block: DraftBlock, span: Span): Omit<Block, "id"> {
  return {
    statements: block.statements,
    terminator: block.terminator ?? { kind: "unreachable", span },
    cleanup: block.mode === "cleanup",
  };
}
