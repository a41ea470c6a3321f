/**
 * Owned values that arrive inside a result: `const [value, release] = await semaphore.acquire()`. They are acquired where they are
 * taken out, when that happens once and nothing else is done with the result: then nobody else can have them.
 */

import type { BlockId, Body, LocalId, Statement, Terminator } from "@freehold/mir/body";
import { visitPlaces } from "@freehold/mir/walk";
import { wholeLocal } from "../whole-local.ts";

/** Where a part is taken out of what holds it, and the local it is put into. */
export interface Extraction {
  readonly block: BlockId;
  /** The statement's index; that of the terminator for an element. */
  readonly index: number;
  readonly into: LocalId;
}

/** Of the part `at` of what `holder` gets; absent where it is not taken out, or in more than one way. */
export function extractionOf(body: Body, holder: LocalId, at: string): Extraction | undefined {
  const holders = new Set([holder]);
  const found: Extraction[] = [];
  let elements = 0;
  let astray = false;
  for (const block of body.blocks) {
    [...block.statements, block.terminator].forEach((node, index) => {
      if (passesOn(holders, node)) return;
      const part = partOf(holders, node, elements);
      if (node.kind === "next" && part !== undefined) elements++;
      if (part === undefined) astray ||= mentions(holders, node);
      else if (part.name === at && part.into !== undefined) found.push({ block: block.id, index, into: part.into });
      else if (part.name === at) astray = true;
    });
  }
  return astray || found.length !== 1 ? undefined : found[0];
}

/** A copy, or the promise's value, is the result still. */
function passesOn(holders: Set<LocalId>, node: Statement | Terminator): boolean {
  const from =
    node.kind === "assign" && node.value.kind === "use"
      ? wholeLocal(node.value.operand)
      : node.kind === "await"
        ? wholeLocal(node.operand)
        : undefined;
  const into = node.kind === "assign" ? node.target : node.kind === "await" ? node.destination : undefined;
  if (from === undefined || into === undefined || into.path.length > 0 || !holders.has(from)) return false;
  holders.add(into.local);
  return true;
}

interface Part {
  readonly name: string;
  /** Absent where it is read and not kept. */
  readonly into: LocalId | undefined;
}

/** Which part of the result a node takes: a field, or the next element of a pattern. */
function partOf(holders: ReadonlySet<LocalId>, node: Statement | Terminator, elements: number): Part | undefined {
  if (node.kind === "next") {
    const from = wholeLocal(node.iterated);
    return from !== undefined && holders.has(from)
      ? { name: String(elements), into: node.destination.path.length === 0 ? node.destination.local : undefined }
      : undefined;
  }
  if (node.kind !== "assign" || node.value.kind !== "use" || node.value.operand.kind !== "place") return undefined;
  const { local, path } = node.value.operand.place;
  const field = path[0];
  if (!holders.has(local) || field?.kind !== "field") return undefined;
  return { name: field.name, into: path.length === 1 && node.target.path.length === 0 ? node.target.local : undefined };
}

function mentions(holders: ReadonlySet<LocalId>, node: Statement | Terminator): boolean {
  let found = false;
  visitPlaces(node, (place, access) => {
    if (holders.has(place.local) && access !== "write" && access !== "live" && access !== "dead") found = true;
  });
  return found;
}
