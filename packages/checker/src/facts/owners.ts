/** Finds the owned values of a body: what its calls acquire, what its loops are handed, what it releases or moves for others. */

import type { CallId, LocalId, Point, Statement, Terminator } from "@freehold/mir/body";
import { placeText } from "../contracts/callee-path.ts";
import { contractOf } from "../contracts/body-contracts.ts";
import { parameterLocal } from "../contracts/callbacks.ts";
import type { Call } from "../contracts/resolve.ts";
import { acquiredLocals, type Acquired } from "./acquired-locals.ts";
import { adopted, forgotten } from "./adopted-owners.ts";
import { namedSuccessor } from "./definitions.ts";
import { endings, isNamed, releasedTypeOf } from "./endings.ts";
import type { Owner, OwnerOrigin } from "./facts.ts";
import { heapViews } from "./heap-views.ts";
import { ownerOfCall } from "./owner-of-call.ts";
import { addOwner, type OwnerSources, type Search } from "./owner-search.ts";
import { extractionOf } from "./parts.ts";

export interface OwnersFound {
  readonly owners: readonly Owner[];
  readonly ofCall: ReadonlyMap<CallId, Owner>;
  /** By block whose `next` hands out an owned element. */
  readonly ofElement: ReadonlyMap<number, Owner>;
  /** By statement that takes an owned part out of a result. */
  readonly ofPart: ReadonlyMap<Statement, Owner>;
}

export function findOwners(sources: OwnerSources): OwnersFound {
  const { body } = sources;
  const search: Search = { ...sources, owners: [] };
  const acquired: Acquired = { handed: ownerHanded(search), ofCall: new Map(), ofElement: new Map(), ofPart: new Map() };
  for (const block of body.blocks) {
    const { terminator } = block;
    for (const [statement, owner] of heapViews(search, block)) acquired.ofPart.set(statement, owner);
    const point: Point = { block: block.id, index: block.statements.length };
    if (terminator.kind === "call") {
      const owner = ownerOfCall(search, terminator, point);
      if (owner !== undefined) acquired.ofCall.set(terminator.call, owner);
      else addPart(search, acquired, terminator);
    } else if (terminator.kind === "next") {
      const owner = ownerOfElement(search, terminator, point);
      if (owner !== undefined) acquired.ofElement.set(block.id, owner);
    }
  }
  for (const [call, owner] of adopted(search, acquiredLocals(search, acquired))) acquired.ofCall.set(call, owner);
  for (const [call, owner] of forgotten(search, acquired)) acquired.ofCall.set(call, owner);
  addBindings(search, acquiredLocals(search, acquired));
  return { owners: search.owners, ...acquired };
}

/** `const [value, release] = await semaphore.acquire()` acquires where the pattern takes `release` out. */
function addPart(search: Search, { ofElement, ofPart }: Acquired, call: Call): void {
  const { body } = search;
  const { result, text } = contractOf(search.contracts, call.call);
  if (result.kind !== "part" || result.type.strength === "none" || call.destination.path.length > 0) return;
  const extraction = extractionOf(body, call.destination.local, result.at);
  if (extraction === undefined) return;
  const { block, index, into } = extraction;
  const binding = namedSuccessor(body, search.definitions, into);
  const owner = addOwner(search, {
    type: result.type,
    origin: { kind: "acquired", guess: false },
    point: { block, index },
    span: call.span,
    by: text,
    binding,
  });
  const statement = body.blocks[block]!.statements[index];
  if (statement === undefined) ofElement.set(block, owner);
  else ofPart.set(statement, owner);
}

/** `open(path, (error, fd) => …)`: the callback's parameter. */
function ownerHanded(search: Search): Owner | undefined {
  const { body, handed } = search;
  const binding = parameterLocal(body, handed?.parameter);
  if (handed === undefined || binding === undefined || handed.type.strength === "none") return undefined;
  const origin: OwnerOrigin = { kind: "handed", error: parameterLocal(body, handed.error), release: parameterLocal(body, handed.release) };
  return addOwner(search, {
    type: handed.type,
    origin,
    point: { block: body.blocks[0]!.id, index: 0 },
    span: body.locals[binding]!.span,
    by: handed.by,
    binding,
  });
}

/** The items of `for await` are the turn's to release when the turn does release them on some path. */
function ownerOfElement(search: Search, next: Extract<Terminator, { kind: "next" }>, point: Point): Owner | undefined {
  if (!next.async || next.destination.path.length > 0) return undefined;
  const binding = namedSuccessor(search.body, search.definitions, next.destination.local);
  if (binding === undefined) return undefined;
  const type = releasedTypeOf(search, binding);
  if (type === undefined || type.strength === "none") return undefined;
  return addOwner(search, {
    type,
    origin: { kind: "element" },
    point,
    span: next.span,
    by: "the iteration",
    binding,
  });
}

/** Values that are owned elsewhere, and end or go here. */
function addBindings(search: Search, acquired: ReadonlySet<LocalId>): void {
  const found = new Set<LocalId>();
  for (const { via, type, span } of endings(search)) {
    if (acquired.has(via) || found.has(via) || !isNamed(search.body, via)) continue;
    addOwner(search, {
      type,
      origin: { kind: "borrowed" },
      point: { block: search.body.blocks[0]!.id, index: 0 },
      span,
      by: placeText(search.body, { local: via, path: [] }) ?? "",
      binding: via,
    });
    found.add(via);
  }
}
