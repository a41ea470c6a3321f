/** Finds the owned values of a body: what its calls acquire, what its loops are handed, what it releases or moves for others. */

import type { CallId, LocalId, Operand, Point, Statement, Terminator } from "@freehold/mir/body";
import { calleePath, placeText } from "../contracts/callee-path.ts";
import { contractOf } from "../contracts/body-contracts.ts";
import { parameterLocal } from "../contracts/callbacks.ts";
import type { Contract, OwnedType } from "../contracts/contract.ts";
import { localType, type Call } from "../contracts/resolve.ts";
import { awaitedType, ownedType } from "../contracts/owned-type.ts";
import { soundsShared, soundsTaking } from "../words.ts";
import { endings, isNamed, releasedTypeOf } from "./endings.ts";
import { namedSuccessor, sourceCall } from "./definitions.ts";
import type { Owner, OwnerId, OwnerOrigin } from "./facts.ts";
import type { OwnerSources, Search } from "./owner-search.ts";
import { extractionOf } from "./parts.ts";
import { viewRoot, viewType } from "./views.ts";
import { wholeLocal } from "../whole-local.ts";

export interface OwnersFound {
  readonly owners: readonly Owner[];
  readonly ofCall: ReadonlyMap<CallId, Owner>;
  /** By block whose `next` hands out an owned element. */
  readonly ofElement: ReadonlyMap<number, Owner>;
  /** By statement that takes an owned part out of a result. */
  readonly ofPart: ReadonlyMap<Statement, Owner>;
}

/** What was found so far. */
interface Acquired {
  readonly ofCall: Map<CallId, Owner>;
  readonly ofElement: Map<number, Owner>;
  readonly ofPart: Map<Statement, Owner>;
  readonly handed: Owner | undefined;
}

export function findOwners(sources: OwnerSources): OwnersFound {
  const { body } = sources;
  const search: Search = { ...sources, owners: [] };
  const acquired: Acquired = { handed: ownerHanded(search), ofCall: new Map(), ofElement: new Map(), ofPart: new Map() };
  for (const block of body.blocks) {
    const { terminator } = block;
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
  const owner = push(search, {
    type: result.type,
    origin: { kind: "acquired", guess: false },
    point: { block, index },
    span: call.span,
    by: text,
    binding,
    within: [],
    guest: false,
    nullable: false,
    pending: false,
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
  return push(search, {
    type: handed.type,
    origin,
    point: { block: body.blocks[0]!.id, index: 0 },
    span: body.locals[binding]!.span,
    by: handed.by,
    binding,
    within: [],
    guest: false,
    nullable: false,
    pending: false,
  });
}

function ownerOfCall(search: Search, call: Call, point: Point): Owner | undefined {
  const contract = contractOf(search.contracts, call.call);
  const root = viewRoot(search.body, search.definitions, call, calleePath(search.knowledge.program, search.body, call.callee));
  if (root !== undefined && search.endedRoots.has(root)) return addOwner(search, call, point, viewType, { kind: "view", root }, contract);
  const pair = search.pairs.find(({ takenBy }) => takenBy.has(call.call));
  if (pair !== undefined)
    return push(search, {
      type: pair.type,
      origin: { kind: "acquired", guess: false },
      point,
      span: call.span,
      by: contract.text,
      binding: pair.local,
      within: [],
      guest: false,
      nullable: false,
      pending: false,
      name: pair.text,
    });
  const started = startedType(search, call, contract);
  if (started !== undefined) return addOwner(search, call, point, started, { kind: "acquired", guess: false }, contract);
  if (contract.result.kind !== "fresh" || contract.result.type.strength === "none" || search.tidied.has(contract.result.type.key))
    return undefined;
  if (contract.result.by === "signature" && givesCallback(search, call)) return undefined;
  if (contract.result.type.wraps === true && wrapsForeign(search, call)) return undefined;
  return addOwner(search, call, point, contract.result.type, { kind: "acquired", guess: contract.result.by !== "declared" }, contract);
}

/** `new Messenger(exchange)` over a parameter owns no more than the parameter does: that is for whoever brought it to end. */
function wrapsForeign({ body }: Search, { form, args }: Call): boolean {
  const given = args.flatMap(({ value }) => (value.kind === "place" ? (body.locals[value.place.local]?.kind.kind ?? []) : []));
  return form === "new" && given.length > 0 && given.every((kind) => kind === "param" || kind === "capture" || kind === "this");
}

/** `Autorun.create((run) => run.dispose())`: what comes back may be ended by the callback. */
function givesCallback({ definitions }: Search, { args }: Call): boolean {
  return args.some(({ value }) => value.kind === "place" && definitions.values.get(value.place.local)?.kind === "closure");
}

/** The receiver's type, for calls that begin its obligation. */
function startedType(search: Search, call: Call, contract: Contract): OwnedType | undefined {
  if (
    contract.effects.get("this")?.kind !== "acquires" ||
    call.callee.kind !== "method" ||
    !madeHere(search, wholeLocal(call.callee.receiver))
  )
    return undefined;
  const type =
    search.knowledge.program.answers[search.body.id]?.calls.get(call.call)?.receiver ??
    localType(search.knowledge, search.body, call.callee.receiver);
  return type === undefined ? undefined : ownedType(search.knowledge, type);
}

/** Not a parameter, a field or an outer binding: those stay their owner's to release. */
function madeHere({ body, definitions }: Search, local: LocalId | undefined): boolean {
  if (local === undefined || body.locals[local]?.kind.kind !== "binding") return false;
  const value = definitions.values.get(local);
  return value === undefined
    ? definitions.calls.has(local)
    : value.kind === "use" && value.operand.kind === "place" && value.operand.place.path.length === 0;
}

function addOwner(search: Search, call: Call, point: Point, type: OwnedType, origin: OwnerOrigin, contract: Contract): Owner | undefined {
  const started =
    contract.effects.get("this")?.kind === "acquires" && call.callee.kind === "method" ? wholeLocal(call.callee.receiver) : undefined;
  const destination = started ?? (call.destination.path.length === 0 ? call.destination.local : undefined);
  if (destination === undefined) return undefined;
  const bound = bindingOf(search, destination);
  const binding = awaitedName(search, bound) ?? bound;
  return push(search, {
    type,
    origin,
    point,
    span: call.span,
    by: contract.text,
    binding,
    ...withinOf(search, call, contract),
    nullable: contract.result.kind === "fresh" && contract.result.nullable,
    pending: contract.result.kind === "fresh" && contract.result.awaited,
  });
}

/** The name that a value ends in, also through calls that give back their receiver: `const query = new Query(text).limit(1)`. */
function bindingOf(search: Search, destination: LocalId): LocalId | undefined {
  let current: LocalId | undefined = destination;
  for (let steps = 0; current !== undefined && steps < 8; steps++) {
    const named = namedSuccessor(search.body, search.definitions, current);
    if (named !== undefined) return named;
    current = passedOn(search, current);
  }
  return undefined;
}

/** `const pending = open(path); const file = await pending;`: what is owned is the file. */
function awaitedName({ body, definitions }: Search, bound: LocalId | undefined): LocalId | undefined {
  for (const { terminator } of body.blocks) {
    if (
      terminator.kind !== "await" ||
      terminator.destination.path.length > 0 ||
      bound === undefined ||
      wholeLocal(terminator.operand) !== bound
    )
      continue;
    return namedSuccessor(body, definitions, terminator.destination.local);
  }
  return undefined;
}

function passedOn(search: Search, local: LocalId): LocalId | undefined {
  const last = search.definitions.successors.get(local) ?? local;
  for (const { terminator } of search.body.blocks) {
    const given = passedBack(search, terminator);
    if (given !== undefined && wholeLocal(given.from) === last) return given.into;
  }
  return undefined;
}

/** The receiver or argument that a call surely gives back. */
function passedBack({ contracts }: Search, call: Terminator): { readonly from: Operand; readonly into: LocalId } | undefined {
  if (call.kind !== "call" || call.destination.path.length > 0) return undefined;
  const { result } = contractOf(contracts, call.call);
  if (result.kind !== "same") return undefined;
  const receiver = call.callee.kind === "method" ? call.callee.receiver : undefined;
  const from = result.as === "this" ? receiver : result.shown === true ? call.args[result.as]?.value : undefined;
  return from && { from, into: call.destination.local };
}

/** What the new value ends with, and what that ends with. */
function withinOf(search: Search, call: Call, contract: Contract): Pick<Owner, "within" | "guest"> {
  if (contract.result.kind !== "fresh" || contract.result.within === undefined) return { within: parentOf(call, contract), guest: false };
  const position = contract.result.within;
  const operand = position === "this" ? (call.callee.kind === "method" ? call.callee.receiver : undefined) : call.args[position]?.value;
  const local = operand && wholeLocal(operand);
  const host = local === undefined ? undefined : search.owners.find((owner) => owner.binding === local);
  if (local === undefined || host === undefined) return { within: local === undefined ? [] : [local], guest: true };
  return { within: [local, ...host.within], guest: host.guest };
}

/** `connection.createChannel()`: where only the name speaks, ending the parent may well end the child. */
function parentOf({ callee }: Call, { result }: Contract): readonly LocalId[] {
  const parent = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  return parent === undefined || result.kind !== "fresh" || result.by !== "signature" ? [] : [parent];
}

/** The items of `for await` are the turn's to release when the turn does release them on some path. */
function ownerOfElement(search: Search, next: Extract<Terminator, { kind: "next" }>, point: Point): Owner | undefined {
  if (!next.async || next.destination.path.length > 0) return undefined;
  const binding = namedSuccessor(search.body, search.definitions, next.destination.local);
  if (binding === undefined) return undefined;
  const type = releasedTypeOf(search, binding);
  if (type === undefined || type.strength === "none") return undefined;
  return push(search, {
    type,
    origin: { kind: "element" },
    point,
    span: next.span,
    by: "the iteration",
    binding,
    within: [],
    guest: false,
    nullable: false,
    pending: false,
  });
}

function push(search: Search, parts: Omit<Owner, "id" | "using" | "name"> & { readonly name?: string }): Owner {
  const declared = parts.binding === undefined ? undefined : search.body.locals[parts.binding];
  const using = declared?.kind.kind === "binding" && (declared.kind.declared === "using" || declared.kind.declared === "await-using");
  const owner: Owner = { ...parts, id: search.owners.length as OwnerId, using, name: parts.name ?? declared?.name ?? "" };
  search.owners.push(owner);
  return owner;
}

/** The locals through which the values acquired here flow; what is released under these names has an owner already. */
function acquiredLocals(search: Search, { handed, ofCall, ofElement, ofPart }: Acquired): ReadonlySet<LocalId> {
  const reached = new Set<LocalId>(handed?.binding === undefined ? [] : [handed.binding]);
  for (const statement of ofPart.keys()) if (statement.kind === "assign") reached.add(statement.target.local);
  for (const block of search.body.blocks) {
    const { terminator } = block;
    const acquires = terminator.kind === "call" ? ofCall.has(terminator.call) : terminator.kind === "next" && ofElement.has(block.id);
    if (acquires && "destination" in terminator) reached.add(terminator.destination.local);
    if (
      acquires &&
      terminator.kind === "call" &&
      terminator.callee.kind === "method" &&
      contractOf(search.contracts, terminator.call).effects.get("this")?.kind === "acquires"
    )
      reached.add(wholeLocal(terminator.callee.receiver)!);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const { statements, terminator } of search.body.blocks) {
      for (const statement of statements) {
        if (
          statement.kind === "assign" &&
          statement.value.kind === "use" &&
          flows(reached, statement.value.operand, statement.target.local)
        )
          changed = true;
      }
      if (terminator.kind === "await" && flows(reached, terminator.operand, terminator.destination.local)) changed = true;
      const given = passedBack(search, terminator);
      if (given !== undefined && flows(reached, given.from, given.into)) changed = true;
    }
  }
  return reached;
}

function flows(reached: Set<LocalId>, from: Operand, into: LocalId): boolean {
  const source = wholeLocal(from);
  if (source === undefined || !reached.has(source) || reached.has(into)) return false;
  reached.add(into);
  return true;
}

/**
 * A body that releases what a call gave it takes it for its own, whatever the call is named; unless the name says that it is
 * somebody else's, or a model speaks for the call.
 */
function* adopted(search: Search, acquired: ReadonlySet<LocalId>): Generator<readonly [CallId, Owner]> {
  const seen = new Set<CallId>();
  for (const ending of endings(search)) {
    if (ending.how !== "released" || acquired.has(ending.via) || search.body.locals[ending.via]?.kind.kind !== "binding") continue;
    const call = sourceCall(search.definitions, ending.via);
    if (call === undefined || seen.has(call.call)) continue;
    const contract = contractOf(search.contracts, call.call);
    if (contract.known || contract.result.kind !== "none" || !mayHandOver(search, call, contract.text)) continue;
    seen.add(call.call);
    const block = search.body.blocks.find(({ terminator }) => terminator === call)!;
    const point: Point = { block: block.id, index: block.statements.length };
    const pending = isPromised(search, call);
    yield [
      call.call,
      push(search, {
        type: ending.type,
        origin: { kind: "acquired", guess: true },
        point,
        span: call.span,
        by: contract.text,
        binding: ending.via,
        within: [],
        guest: false,
        nullable: true,
        pending,
      }),
    ];
  }
}

function mayHandOver(search: Search, call: Call, text: string): boolean {
  const { knowledge, body } = search;
  // `page.context()`: a method that is asked for nothing and answers at once is a getter.
  if (call.callee.kind === "method" && call.args.length === 0 && !isPromised(search, call)) return false;
  const name = text.slice(text.lastIndexOf(".") + 1);
  const path = calleePath(knowledge.program, body, call.callee);
  return call.form === "call" && !soundsShared(name) && !soundsTaking(name) && path?.path[0] !== "Promise" && path?.modules[0] !== "global";
}

function isPromised({ knowledge, body }: Search, call: Call): boolean {
  const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
  return fact !== undefined && awaitedType(knowledge.program, fact.result).promised;
}

/** Values that are owned elsewhere, and end or go here. */
function addBindings(search: Search, acquired: ReadonlySet<LocalId>): void {
  const found = new Set<LocalId>();
  for (const { via, type, span } of endings(search)) {
    if (acquired.has(via) || found.has(via) || !isNamed(search.body, via)) continue;
    push(search, {
      type,
      origin: { kind: "borrowed" },
      point: { block: search.body.blocks[0]!.id, index: 0 },
      span,
      by: placeText(search.body, { local: via, path: [] }) ?? "",
      binding: via,
      within: [],
      guest: false,
      nullable: false,
      pending: false,
    });
    found.add(via);
  }
}
