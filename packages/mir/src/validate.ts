/** What must hold of every body, in one linear pass; a body that breaks it is our own bug, found near where it was made. */

import type { Block, BlockId, Body, LocalId, Statement, Terminator } from "./body.ts";
import { printStatement, printTerminator } from "./text/print-node.ts";
import { definedPlace, isTerminator, successors, visitPlaces, type Access } from "./walk.ts";

/** The broken rules as sentences, in the order of the body; empty for a valid body. */
export function validateBody(body: Body): readonly string[] {
  return [...brokenLocals(body), ...brokenBlocks(body), ...brokenUses(body), ...brokenCalls(body), ...brokenDrops(body)];
}

function brokenLocals(body: Body): readonly string[] {
  const broken: string[] = [];
  body.locals.forEach((local, index) => {
    if (local.id !== index) broken.push(`The local at index ${index} is called %${local.id}`);
    if ((local.kind.kind === "return") !== (index === 0))
      broken.push(`%${index} is of kind ${local.kind.kind}; the return place is %0 and no other`);
  });
  if (body.locals.length === 0) broken.push("There is no return place");
  for (const param of body.params) {
    const kind = body.locals[param]?.kind.kind;
    if (kind !== "param" && kind !== "temporary") broken.push(`The parameter %${param} is of kind ${kind ?? "nothing, it does not exist"}`);
  }
  return broken;
}

/** An exception may enter any block that is not marked cleanup: an empty `catch` leads straight on to what follows it. */
function brokenBlocks(body: Body): readonly string[] {
  if (body.blocks.length === 0) return ["There is no entry block"];
  const broken: string[] = body.blocks[0]!.cleanup ? ["The entry block is marked cleanup"] : [];
  body.blocks.forEach((block, index) => {
    if (block.id !== index) broken.push(`The block at index ${index} is called bb${block.id}`);
    if (block.terminator.kind === "resume" && !block.cleanup) broken.push(`bb${index} resumes unwinding but is not marked cleanup`);
    for (const edge of successors(block.terminator)) {
      const target = body.blocks[edge.target];
      if (target === undefined) broken.push(`bb${index} goes to bb${edge.target}, which does not exist`);
      else if (edge.target === 0) broken.push(`bb${index} goes back to the entry block`);
      else if (target.cleanup && !block.cleanup && edge.kind !== "unwind")
        broken.push(`bb${index} enters the cleanup block bb${edge.target} without unwinding`);
    }
  });
  return broken;
}

function brokenUses(body: Body): readonly string[] {
  const broken: string[] = [];
  for (const block of body.blocks) {
    const check = (node: Statement | Terminator, local: LocalId, access: Access): void => {
      const kind = body.locals[local]?.kind.kind;
      if (kind === undefined) broken.push(`bb${block.id} names %${local}, which does not exist: ${printNode(node)}`);
      else if ((access === "live" || access === "dead") && kind !== "binding")
        broken.push(`bb${block.id} gives a scope to a ${kind}: ${printNode(node)}`);
    };
    for (const node of [...block.statements, block.terminator]) visitPlaces(node, (place, access) => check(node, place.local, access));
  }
  return broken;
}

function printNode(node: Statement | Terminator): string {
  return isTerminator(node) ? printTerminator(node) : printStatement(node);
}

/** Code that is lowered twice, as a `finally` is, has a number of its own for each copy of a call. */
function brokenCalls(body: Body): readonly string[] {
  const broken: string[] = [];
  const seen = new Set<number>();
  for (const { id, terminator } of body.blocks) {
    if (terminator.kind !== "call") continue;
    if (terminator.call >= body.calls) broken.push(`bb${id} holds call#${terminator.call}, but only ${body.calls} were handed out`);
    if (seen.has(terminator.call)) broken.push(`bb${id} holds call#${terminator.call} a second time`);
    seen.add(terminator.call);
  }
  if (broken.length === 0 && seen.size < body.calls) broken.push(`${body.calls} calls were handed out, but the blocks hold ${seen.size}`);
  return broken;
}

/** From where a `using` binding gets its value, every way out of the body drops it, in its own way. */
function brokenDrops(body: Body): readonly string[] {
  return body.locals.flatMap(({ id, kind }) => {
    const how = kind.kind === "binding" ? dropOf.get(kind.declared) : undefined;
    if (kind.kind !== "binding" || how === undefined || !leavesWithout(body, id, how)) return [];
    return [`%${id} is bound by ${kind.declared} but has no \`drop ${how}\``];
  });
}

function leavesWithout(body: Body, local: LocalId, how: string): boolean {
  const pending = body.blocks.flatMap((block) => boundBehind(block, local));
  const seen = new Set(pending);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const terminator = body.blocks[id]?.terminator;
    if (terminator === undefined || (terminator.kind === "drop" && terminator.how === how && terminator.place.local === local)) continue;
    if (terminator.kind === "return" || terminator.kind === "resume" || terminator.kind === "closed") return true;
    for (const { target } of successors(terminator)) {
      if (!seen.has(target)) pending.push(target);
      seen.add(target);
    }
  }
  return false;
}

/** The blocks at whose end the local has the value that it got in this one. */
function boundBehind({ id, statements, terminator }: Block, local: LocalId): readonly BlockId[] {
  const binds = (node: Statement | Terminator): boolean => {
    const place = definedPlace(node);
    return place?.local === local && place.path.length === 0;
  };
  if (binds(terminator)) return successors(terminator).flatMap(({ kind, target }) => (kind === "normal" ? [target] : []));
  return statements.some(binds) ? [id] : [];
}

const dropOf: ReadonlyMap<string, string> = new Map([
  ["using", "dispose"],
  ["await-using", "async-dispose"],
]);
