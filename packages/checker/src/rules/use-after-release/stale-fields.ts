/**
 * Question: does a method end what a field holds, and fill the field anew only when nothing throws in between? Then an exception
 * leaves a dead value in the field, and the class's other methods use it. Forward reachability from the release, over an `await` that
 * fails, to the way out, not through a block that sets the field. Example: `this.writer.releaseLock(); await body.pipeTo(sink);
 * this.writer = sink.getWriter();`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, BlockId, Body, LocalId, Operand, Place } from "@freehold/mir/body";
import { successors } from "@freehold/mir/walk";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import { ownedType } from "../../contracts/owned-type.ts";
import type { Call } from "../../contracts/resolve.ts";
import { wholeLocal } from "../../whole-local.ts";
import { finalMethods } from "../../words.ts";

export interface StaleField {
  readonly kind: "stale-field";
  readonly tier: "definite" | "maybe";
  /** `this.writer`. */
  readonly name: string;
  readonly type: OwnedType;
  readonly member: string;
  readonly released: Span;
  /** What fails in between. */
  readonly failing: Span;
  /** Where another method uses it. */
  readonly use: Span;
}

export function staleFields(view: BodyView): readonly StaleField[] {
  const { body } = view;
  if (body.kind !== "method" || body.scope.length < 2) return [];
  return body.blocks.flatMap((block): readonly StaleField[] => {
    const found = releaseOfField(view, block);
    if (found === undefined || !body.blocks.some((other) => sets(body, other, found.field))) return [];
    const failing = failureBefore(body, found.call, found.field);
    const use = failing === undefined ? undefined : useElsewhere(view, found.field, found.type);
    if (failing === undefined || use === undefined) return [];
    const tier = found.type.model?.useAfter !== undefined && endsAtOnce(found.member) ? "definite" : "maybe";
    return [
      {
        kind: "stale-field",
        tier,
        name: `this.${found.field}`,
        type: found.type,
        member: found.member,
        released: found.call.span,
        failing,
        use,
      },
    ];
  });
}

/** A connection that is closed and opened anew is one thing, and code that expects it to be closed is not rare. */
function endsAtOnce(member: string): boolean {
  return member === "releaseLock" || finalMethods.has(member);
}

interface ReleasedField {
  readonly call: Call;
  readonly field: string;
  readonly member: string;
  readonly type: OwnedType;
}

function releaseOfField({ body, knowledge }: BodyView, { terminator: call }: Block): ReleasedField | undefined {
  if (call.kind !== "call" || call.callee.kind !== "method") return undefined;
  const field = fieldOfThis(body, call.callee.receiver);
  const receiver = knowledge.program.answers[body.id]?.calls.get(call.call)?.receiver;
  const type = field === undefined || receiver === undefined ? undefined : ownedType(knowledge, receiver);
  if (field === undefined || type === undefined || type.strength === "none" || !type.release.includes(call.callee.name)) return undefined;
  return { call, field, member: call.callee.name, type };
}

function fieldOfThis(body: Body, operand: Operand): string | undefined {
  return operand.kind === "place" ? fieldIn(body, operand.place) : undefined;
}

function fieldIn(body: Body, { local, path }: Place): string | undefined {
  const [step] = path;
  return body.locals[local]?.kind.kind === "this" && path.length === 1 && step?.kind === "field" ? step.name : undefined;
}

function sets(body: Body, { statements }: Block, field: string): boolean {
  return statements.some((statement) => statement.kind === "assign" && fieldIn(body, statement.target) === field);
}

/** The first `await` or `throw` whose exception leaves the method, the field still unset. Of a release that fails nobody knows what it ended. */
function failureBefore(body: Body, { target: from, destination }: Call, field: string): Span | undefined {
  const seen = new Set<BlockId>();
  const pending = [from];
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    const block = body.blocks[id];
    if (block === undefined || seen.has(id) || sets(body, block, field)) continue;
    seen.add(id);
    for (const { kind, target } of successors(block.terminator)) {
      if (kind !== "unwind") pending.push(target);
      else if (fails(block) && !awaits(block, destination.local) && leavesUnset(body, target, field)) return block.terminator.span;
    }
  }
  return undefined;
}

function fails({ terminator, cleanup }: Block): boolean {
  return !cleanup && (terminator.kind === "await" || terminator.kind === "throw");
}

function awaits({ terminator }: Block, promise: LocalId): boolean {
  return terminator.kind === "await" && wholeLocal(terminator.operand) === promise;
}

/** Every way on sets nothing, and one leaves by the exception. A `catch` that comes back may have its own plans. */
function leavesUnset(body: Body, from: BlockId, field: string): boolean {
  const seen = new Set<BlockId>();
  const pending = [from];
  let leaves = false;
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = body.blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    if (sets(body, block, field) || !block.cleanup) return false;
    if (block.terminator.kind === "resume") leaves = true;
    for (const { kind, target } of successors(block.terminator)) if (kind !== "unwind") pending.push(target);
  }
  return leaves;
}

/** Another method of the class that calls something on the field, and does not look how it stands. */
function useElsewhere({ body, knowledge: { program } }: BodyView, field: string, type: OwnedType): Span | undefined {
  const owner = body.scope.at(-2);
  for (const other of bodiesOf(program, body.file)) {
    if (other.kind !== "method" || other.id === body.id || other.scope.at(-2) !== owner) continue;
    for (const { terminator } of other.blocks) {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method") continue;
      if (fieldOfThis(other, terminator.callee.receiver) === field && !type.release.includes(terminator.callee.name))
        return terminator.span;
    }
  }
  return undefined;
}
