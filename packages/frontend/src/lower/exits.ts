/**
 * Ways out of statements. Every `return`, `break`, `continue`, exception and closed generator runs through the frames around it,
 * innermost first: scopes end, `using` bindings are dropped, iterators closed, `finally` blocks run.
 *
 * A `finally` block is lowered once for each destination, and shared by all who go there. Bindings get their `storage-dead`
 * only where more of the body runs afterwards; leaving the body ends them all.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, LocalId, Place } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import { spanOf } from "./context.ts";
import type { BodyLowering, Frame, FrameAction } from "./context.ts";
import { goTo, newBlock, returnPlace, wholeLocal } from "./emit.ts";
import { blockOf } from "./visit.ts";

/** Where a way out leads. `scope-end` goes on behind the frames up to `upTo`, which is not left. */
export type Exit =
  | { readonly kind: "return" }
  | { readonly kind: "closed" }
  | { readonly kind: "jump"; readonly upTo: Frame; readonly target: BlockId }
  | { readonly kind: "scope-end"; readonly upTo: Frame | undefined };

export function pushFrame(body: BodyLowering, action: FrameAction): Frame {
  const frame: Frame = { action, outer: body.frame, scope: body.scope, mode: body.mode, unwind: undefined, closed: undefined };
  body.frame = frame;
  return frame;
}

export function popFrame(body: BodyLowering, frame: Frame): void {
  body.frame = frame.outer;
}

/** The nearest frame that such a jump leads to. */
export function findJump(body: BodyLowering, kind: "break" | "continue", label: string): Extract<Exit, { kind: "jump" }> | undefined {
  for (let frame = body.frame; frame !== undefined; frame = frame.outer) {
    const { action } = frame;
    if (action.kind === kind && action.labels.includes(label)) return { kind: "jump", upTo: frame, target: action.target };
  }
  return undefined;
}

/** Leaves everything between here and the destination. The current block ends, except at a scope's end. */
export function leave(body: BodyLowering, exit: Exit, span: Span): void {
  if (body.build.current() === undefined) return;
  const before = { frame: body.frame, scope: body.scope, mode: body.mode };
  const ended: LocalId[] = [];
  const upTo = exit.kind === "jump" || exit.kind === "scope-end" ? exit.upTo : undefined;
  for (let frame = body.frame; frame !== undefined && frame !== upTo; frame = frame.outer) {
    enter(body, frame);
    body.mode = frame.mode;
    leaveFrame(body, frame, { exit, span, ended });
    if (body.build.current() === undefined) break;
  }
  if (body.build.current() !== undefined) arrive(body, exit, { span, ended });
  Object.assign(body, before);
}

/** Where an exception thrown inside the frame goes: a catch handler, a clean-up block, or out of the body. */
export function unwindTarget(body: BodyLowering, frame: Frame | undefined): BlockId {
  for (const each of unsettled(frame).toReversed()) each.unwind = unwindThrough(body, each);
  return frame?.unwind ?? (body.resume ??= resumeBlock(body));
}

/** A block may hold thousands of `using` bindings, each a frame: outer frames come first by a loop, not by recursion. */
function unsettled(innermost: Frame | undefined): readonly Frame[] {
  const frames: Frame[] = [];
  for (let frame = innermost; frame !== undefined && frame.unwind === undefined; frame = frame.outer) {
    frames.push(frame);
    if (frame.action.kind === "catch") break;
  }
  return frames;
}

/** Where a generator goes that is closed while suspended here. The copies of a `finally` block share it, those that unwind as well. */
export function closedTarget(body: BodyLowering, span: Span): BlockId {
  const { frame } = body;
  if (frame?.closed !== undefined) return frame.closed;
  const block = body.build.addBlock(frame?.mode ?? body.mode);
  if (frame !== undefined) frame.closed = block;
  const here = body.build.current();
  body.build.switchTo(block);
  leave(body, { kind: "closed" }, span);
  body.build.switchTo(here);
  return block;
}

/** Calls the disposer, or `return()` of the iterator, and goes on. */
export function drop(body: BodyLowering, how: "dispose" | "async-dispose" | "close-iterator", place: Place, span: Span): void {
  const target = newBlock(body);
  body.build.terminate({ kind: "drop", how, place, target, unwind: unwindTarget(body, body.frame), span });
  body.build.switchTo(target);
}

interface Leaving {
  readonly exit: Exit;
  readonly span: Span;
  /** Bindings whose scope was left and not yet declared dead. */
  readonly ended: LocalId[];
}

function leaveFrame(body: BodyLowering, frame: Frame, leaving: Leaving): void {
  const { action } = frame;
  switch (action.kind) {
    case "scope":
      leaving.ended.push(...action.locals.toReversed());
      return;
    case "using":
      bury(body, leaving);
      return drop(body, action.how, wholeLocal(action.local), action.span);
    case "iterator":
      bury(body, leaving);
      return drop(body, "close-iterator", action.place, action.span);
    case "finally":
      bury(body, leaving);
      return throughFinally(body, action, leaving);
    case "catch":
    case "break":
    case "continue":
      return;
    default:
      assertNever(action);
  }
}

/** Into the copy of the block for this destination; behind it nothing is left to do when the copy exists already. */
function throughFinally(body: BodyLowering, action: Extract<FrameAction, { kind: "finally" }>, { exit, span }: Leaving): void {
  const key = exit.kind === "jump" ? exit.target : exit.kind === "closed" ? "closed" : "return";
  const known = action.copies.get(key);
  const entry = known ?? newBlock(body);
  goTo(body, entry, span);
  if (known !== undefined) return;
  action.copies.set(key, entry);
  body.build.switchTo(entry);
  blockOf(body, action.block);
}

function arrive(body: BodyLowering, exit: Exit, leaving: { readonly span: Span; readonly ended: LocalId[] }): void {
  switch (exit.kind) {
    case "return":
    case "closed":
      return body.build.terminate({ kind: exit.kind, span: leaving.span });
    case "jump":
      bury(body, leaving);
      return goTo(body, exit.target, leaving.span);
    case "scope-end":
      return bury(body, leaving);
    default:
      assertNever(exit);
  }
}

function bury(body: BodyLowering, { span, ended }: { readonly span: Span; readonly ended: LocalId[] }): void {
  for (const local of ended.splice(0)) body.build.push({ kind: "storage-dead", local, span });
}

function unwindThrough(body: BodyLowering, frame: Frame): BlockId {
  const { action } = frame;
  if (action.kind === "catch") return action.handler;
  const outer = unwindTarget(body, frame.outer);
  switch (action.kind) {
    case "break":
    case "continue":
      return outer;
    case "scope":
      return outer === body.resume
        ? outer
        : cleanup(body, frame, outer, () => action.locals.toReversed().forEach((local) => dead(body, local)));
    case "using":
      return cleanup(body, frame, outer, () => drop(body, action.how, wholeLocal(action.local), action.span));
    case "iterator":
      return cleanup(body, frame, outer, () => drop(body, "close-iterator", action.place, action.span));
    case "finally":
      return cleanup(body, frame, outer, () => blockOf(body, action.block));
    default:
      return assertNever(action);
  }
}

/** A block that does what the frame asks for while an exception passes, then sends it on. */
function cleanup(body: BodyLowering, frame: Frame, outer: BlockId, act: () => void): BlockId {
  const before = { frame: body.frame, scope: body.scope, mode: body.mode };
  const here = body.build.current();
  const block = body.build.addBlock("cleanup");
  enter(body, frame);
  body.mode = "cleanup";
  body.build.switchTo(block);
  act();
  if (body.build.current() !== undefined) goTo(body, outer, frameSpan(body, frame));
  Object.assign(body, before);
  body.build.switchTo(here);
  return block;
}

/** What the frame asks for is done outside of it. */
function enter(body: BodyLowering, frame: Frame): void {
  body.frame = frame.outer;
  body.scope = frame.scope;
}

function dead(body: BodyLowering, local: LocalId): void {
  body.build.push({ kind: "storage-dead", local, span: body.build.spanOf(local) });
}

function frameSpan(body: BodyLowering, frame: Frame): Span {
  const { action } = frame;
  if (action.kind === "using" || action.kind === "iterator") return action.span;
  return action.kind === "finally" ? spanOf(body, action.block) : spanOf(body, body.file.syntax.root);
}

/** Shared by everything that nobody catches. */
function resumeBlock(body: BodyLowering): BlockId {
  const here = body.build.current();
  const block = body.build.addBlock("cleanup");
  body.build.switchTo(block);
  body.build.terminate({ kind: "resume", span: body.build.spanOf(returnPlace) });
  body.build.switchTo(here);
  return block;
}
