/**
 * Question: is a field of an object used after it was ended, here or by the code of a callee that was given the object? Forward
 * reachability over ways that do not throw, from each call that surely ends `object.field` to a call on it; a look at how it stands, a
 * new value, or a callee that may give it one stops the search. Example: `await failed(context); await context.page.screenshot();`
 * where `failed` closes `context.page`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, LocalId, Operand } from "@freehold/mir/body";
import { operandsOf, successors } from "@freehold/mir/walk";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import { ownedType, type Knowledge } from "../../contracts/owned-type.ts";
import type { Call } from "../../contracts/resolve.ts";
import { safeAfterRelease, softReleaseMethods, soundsStarting } from "../../words.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface EndedPart {
  readonly kind: "ended-part";
  readonly tier: "definite" | "maybe";
  /** `context.page`. */
  readonly name: string;
  readonly type: OwnedType;
  readonly member: string;
  readonly ended: Span;
  /** Where the callee ends it. */
  readonly inside: Span | undefined;
  readonly use: Span;
}

interface Ending {
  readonly object: LocalId;
  readonly field: string;
  readonly type: OwnedType;
  readonly member: string;
  readonly inside: Span | undefined;
}

export function endedParts(view: BodyView): readonly EndedPart[] {
  const { body, knowledge } = view;
  return body.blocks.flatMap(({ terminator: call }): readonly EndedPart[] => {
    if (call.kind !== "call") return [];
    const ending = endingHere(knowledge, body, call) ?? endingInCallee(knowledge, body, call);
    const tier = ending === undefined ? undefined : tierOf(ending);
    const use = ending === undefined || tier === undefined ? undefined : firstUse(knowledge, body, call.target, ending);
    if (ending === undefined || tier === undefined || use === undefined) return [];
    const { object, field, type, member, inside } = ending;
    const name = `${body.locals[object]!.name}.${field}`;
    return [{ kind: "ended-part", tier: use.sure ? tier : "maybe", name, type, member, ended: call.span, inside, use: use.span }];
  });
}

function tierOf({ type: { model, code, strength }, member }: Ending): EndedPart["tier"] | undefined {
  if (strength === "none" || (model !== undefined && model.useAfter === undefined) || code === "idle") return undefined;
  if (model === undefined && code !== "ends" && softReleaseMethods.has(member)) return undefined;
  return model === undefined ? "maybe" : "definite";
}

/** `context.page.close()`. */
function endingHere(knowledge: Knowledge, body: Body, call: Call): Ending | undefined {
  if (call.callee.kind !== "method") return undefined;
  const part = partOf(call.callee.receiver);
  const receiver = knowledge.program.answers[body.id]?.calls.get(call.call)?.receiver;
  const type = part === undefined || receiver === undefined ? undefined : ownedType(knowledge, receiver);
  if (part === undefined || type === undefined || !type.release.includes(call.callee.name) || call.args.length > 1) return undefined;
  return { ...part, type, member: call.callee.name, inside: undefined };
}

/** The callee ends that field of its parameter on every way that comes back. */
function endingInCallee(knowledge: Knowledge, body: Body, call: Call): Ending | undefined {
  const id = calleeBody(knowledge.callees, body, call);
  const code = id === undefined ? undefined : knowledge.program.bodies[id];
  if (code === undefined || code.generator || (code.async && !isAwaitedNext(body, call))) return undefined;
  for (const block of code.blocks) {
    const inner = block.terminator.kind === "call" ? endingHere(knowledge, code, block.terminator) : undefined;
    const object = inner === undefined ? undefined : call.args[code.params.indexOf(inner.object)]?.value;
    const local = object && wholeLocal(object);
    if (inner === undefined || local === undefined || !isOnEveryWay(code, block.id)) continue;
    return { ...inner, object: local, inside: block.terminator.span };
  }
  return undefined;
}

function isAwaitedNext(body: Body, { destination, target }: Call): boolean {
  const next = body.blocks[target]?.terminator;
  return next?.kind === "await" && wholeLocal(next.operand) === destination.local;
}

function isOnEveryWay(body: Body, passed: BlockId): boolean {
  const seen = new Set<BlockId>([passed]);
  const pending: BlockId[] = passed === body.blocks[0]!.id ? [] : [body.blocks[0]!.id];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = body.blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    if (block.terminator.kind === "return") return false;
    for (const { target } of successors(block.terminator)) pending.push(target);
  }
  return true;
}

interface FoundUse {
  readonly span: Span;
  /** A callback that is handed the object need not touch that field of it. */
  readonly sure: boolean;
}

function firstUse(knowledge: Knowledge, body: Body, from: BlockId, ending: Ending): FoundUse | undefined {
  const seen = new Set<BlockId>();
  const pending = [from];
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    const block = body.blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    if (block.statements.some((statement) => disturbs(statement, ending))) continue;
    const { terminator } = block;
    if (terminator.kind === "call" && isUse(terminator, ending)) return { span: terminator.span, sure: true };
    if (terminator.kind === "call" && ending.inside !== undefined && callsBack(body, terminator, ending))
      return { span: terminator.span, sure: false };
    if (terminator.kind === "call" && usesInMethod(knowledge, body, terminator, ending)) return { span: terminator.span, sure: true };
    if (disturbs(terminator, ending)) continue;
    for (const { kind, target } of successors(terminator)) if (kind !== "unwind") pending.push(target);
  }
  return undefined;
}

function isUse({ callee }: Call, { object, field, type }: Ending): boolean {
  if (callee.kind !== "method") return false;
  const part = partOf(callee.receiver);
  if (part?.object !== object || part.field !== field) return false;
  // `stop()` and `start()` again: it lives anew.
  const harmless =
    (type.model === undefined && soundsStarting(callee.name)) ||
    safeAfterRelease.has(callee.name) ||
    (type.model?.safeAfter ?? []).includes(callee.name) ||
    /^(?:is|has)[A-Z]/.test(callee.name);
  return !harmless && !type.release.includes(callee.name);
}

/** `this.database.close(); this.store();`, where `store` calls a method of `this.database` on every way. */
function usesInMethod(knowledge: Knowledge, body: Body, call: Call, ending: Ending): boolean {
  if (call.callee.kind !== "method" || wholeLocal(call.callee.receiver) !== ending.object) return false;
  const id = calleeBody(knowledge.callees, body, call);
  const code = id === undefined ? undefined : knowledge.program.bodies[id];
  const object = code?.locals.find(({ kind }) => kind.kind === "this")?.id;
  if (code === undefined || object === undefined || code.generator) return false;
  return code.blocks.some(({ id: block, terminator }) => {
    if (terminator.kind !== "call" || !isUse(terminator, { ...ending, object }) || !isOnEveryWay(code, block)) return false;
    return !code.blocks.some(({ statements }) => statements.some((statement) => setsField(statement, object, ending.field)));
  });
}

function setsField(node: Parameters<typeof operandsOf>[0], object: LocalId, field: string): boolean {
  if (node.kind !== "assign" || node.target.local !== object) return false;
  const [step] = node.target.path;
  return step?.kind === "field" && step.name === field;
}

/** `await onError(context, error)`: a parameter is called, with what the callee before has half ended. */
function callsBack({ locals }: Body, { callee, args }: Call, { object }: Ending): boolean {
  const called = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  return called !== undefined && locals[called]?.kind.kind === "param" && args.some(({ value }) => wholeLocal(value) === object);
}

/** Sets it, looks at it, or gives its object to somebody who may. */
function disturbs(node: Parameters<typeof operandsOf>[0], { object }: Ending): boolean {
  const written = node.kind === "assign" ? node.target : "destination" in node ? node.destination : undefined;
  if (written?.local === object || ((node.kind === "storage-live" || node.kind === "storage-dead") && node.local === object)) return true;
  return operandsOf(node).some((operand) => operand.kind === "place" && operand.place.local === object);
}

function partOf(operand: Operand): { readonly object: LocalId; readonly field: string } | undefined {
  if (operand.kind !== "place" || operand.place.path.length !== 1) return undefined;
  const [step] = operand.place.path;
  return step?.kind === "field" ? { object: operand.place.local, field: step.name } : undefined;
}
