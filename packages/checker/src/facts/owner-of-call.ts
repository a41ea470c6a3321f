/** What a call acquires: its result, or the receiver that it starts. */

import type { LocalId, Point } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { calleePath } from "../contracts/callee-path.ts";
import type { Contract, OwnedType } from "../contracts/contract.ts";
import { ownedType } from "../contracts/owned-type.ts";
import { localType, type Call } from "../contracts/resolve.ts";
import { wholeLocal } from "../whole-local.ts";
import { namedSuccessor } from "./definitions.ts";
import type { Owner, OwnerOrigin } from "./facts.ts";
import { addOwner, type Search } from "./owner-search.ts";
import { passedBack } from "./passed-back.ts";
import { viewRoot, viewType } from "./views.ts";

export function ownerOfCall(search: Search, call: Call, point: Point): Owner | undefined {
  const contract = contractOf(search.contracts, call.call);
  const root = viewRoot(search.body, search.definitions, call, calleePath(search.knowledge.program, search.body, call.callee));
  if (root !== undefined && search.endedRoots.has(root))
    return addOwnerOfCall(search, call, point, viewType, { kind: "view", root }, contract);
  const pair = search.pairs.find(({ takenBy }) => takenBy.has(call.call));
  if (pair !== undefined)
    return addOwner(search, {
      type: pair.type,
      origin: { kind: "acquired", guess: false },
      point,
      span: call.span,
      by: contract.text,
      binding: pair.local,
      name: pair.kind === "lock" ? pair.text : "",
    });
  const started = startedType(search, call, contract);
  if (started !== undefined) return addOwnerOfCall(search, call, point, started, { kind: "acquired", guess: false }, contract);
  if (contract.result.kind !== "fresh" || contract.result.type.strength === "none" || search.tidied.has(contract.result.type.key))
    return undefined;
  if (contract.result.by === "signature" && givesCallback(search, call)) return undefined;
  if (contract.result.type.wraps === true && wrapsForeign(search, call)) return undefined;
  return addOwnerOfCall(
    search,
    call,
    point,
    contract.result.type,
    { kind: "acquired", guess: contract.result.by !== "declared" },
    contract,
  );
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

function addOwnerOfCall(
  search: Search,
  call: Call,
  point: Point,
  type: OwnedType,
  origin: OwnerOrigin,
  contract: Contract,
): Owner | undefined {
  const started =
    contract.effects.get("this")?.kind === "acquires" && call.callee.kind === "method" ? wholeLocal(call.callee.receiver) : undefined;
  const destination = started ?? (call.destination.path.length === 0 ? call.destination.local : undefined);
  if (destination === undefined) return undefined;
  const bound = bindingOf(search, destination);
  const binding = awaitedName(search, bound) ?? bound;
  return addOwner(search, {
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

/** `connection.createChannel()`: where only the name speaks, ending the parent may well end the child. A tensor's sum is a tensor of its own. */
function parentOf({ callee }: Call, { result }: Contract): readonly LocalId[] {
  const parent = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  if (parent === undefined || result.kind !== "fresh" || result.by !== "signature" || result.type.model?.alwaysNew === true) return [];
  return [parent];
}
