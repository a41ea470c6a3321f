/** How a body uses its locals, as far as it matters for asking: what is ended, what may hold something fresh, where values come from. */

import type { Body, BodyId, CallId, Callee, Local, LocalId, Operand, Terminator } from "@freehold/mir/body";
import type { Names } from "./names.ts";
import { isReleaseMember, soundsAcquiring, soundsReleasing } from "@freehold/mir/vocabulary";

export interface LocalUses {
  readonly body: Body;
  /** Locals that somebody may release, in this body or in a closure of it. */
  readonly ended: Set<LocalId>;
  /** Locals that may hold the result of a call that hands out by its name; most of what is made with `new` is plain. */
  readonly fresh: Set<LocalId>;
  readonly awaited: Set<LocalId>;
  /** By a local, those whose value it may have. */
  readonly sources: Map<LocalId, LocalId[]>;
  readonly sites: CallSite[];
}

export interface CallSite {
  readonly call: CallId;
  /** Empty for what is surely plain. */
  readonly name: string;
  readonly destination: LocalId;
  readonly receiver: LocalId | undefined;
  readonly given: readonly LocalId[];
  /** By its name alone. */
  readonly matters: boolean;
  /** A model says what becomes of its receiver. */
  readonly touches: boolean;
}

/** A value is followed through assignments, `await` and captures. The bodies are one file's. */
export function localUses(bodies: readonly Body[], names: Names): ReadonlyMap<BodyId, LocalUses> {
  const uses = new Map(bodies.map((body) => [body.id, usesOf(body, names)]));
  spreadEnded(uses);
  for (const here of uses.values()) spreadFresh(here, uses);
  return uses;
}

function usesOf(body: Body, names: Names): LocalUses {
  const uses: LocalUses = { body, ended: new Set(), fresh: new Set(), awaited: new Set(), sources: new Map(), sites: [] };
  for (const block of body.blocks) {
    for (const statement of block.statements) {
      if (statement.kind === "assign" && statement.value.kind === "use" && statement.target.path.length === 0) {
        addSource(uses, statement.target.local, statement.value.operand);
      }
    }
    addTerminator(uses, block.terminator, names);
  }
  return uses;
}

function addTerminator(uses: LocalUses, terminator: Terminator, names: Names): void {
  switch (terminator.kind) {
    case "await":
      if (terminator.destination.path.length === 0) addSource(uses, terminator.destination.local, terminator.operand);
      addTo(uses.awaited, terminator.operand);
      return;
    case "drop":
      if (terminator.how !== "close-iterator") uses.ended.add(terminator.place.local);
      return;
    case "call":
      addCall(uses, terminator, names);
      return;
    default:
  }
}

function addCall(uses: LocalUses, terminator: Extract<Terminator, { kind: "call" }>, names: Names): void {
  const { call, callee, args, form, destination } = terminator;
  const name = isPlain(uses.body, callee) ? "" : calleeName(uses.body, callee);
  const ends = (soundsReleasing(name) || names.ending.has(name)) && !isOfCollection(name, args.length);
  const handsOut =
    names.acquiring.has(name) || (soundsAcquiring(name) && !soundsReleasing(name) && !isOfPlainClass(uses.body, callee, names));
  const makes = form === "new" && name !== "" && !isError(name) && !names.plain.has(name);
  const receiver = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  const given = args.flatMap(({ value }) => wholeLocal(value) ?? []);
  const tells = names.sending.has(name) || names.locking.has(name);
  const matters = ends || handsOut || makes || tells || listensForAbort(name, args[0]?.value);
  const touches = names.touching.has(name) || isOfCollection(name, args.length);
  uses.sites.push({ call, name, destination: destination.local, receiver, given: name === "" ? [] : given, matters, touches });
  if (receiver !== undefined && (isReleaseMember(name) || names.ending.has(name)) && !isOfCollection(name, args.length))
    uses.ended.add(receiver);
  if (ends) for (const local of given) uses.ended.add(local);
  if (cloning.has(name) && (args.length === 1 || form === "new"))
    for (const local of given) for (const member of membersOf(uses.body, local)) uses.ended.add(member);
  if (names.sending.has(name)) for (const local of given) for (const sent of [local, ...membersOf(uses.body, local)]) uses.ended.add(sent);
  if (handsOut) uses.fresh.add(destination.local);
}

/** What is written in a message is asked about as well; beside a transfer list, the list says what is given away. */
const cloning: ReadonlySet<string> = new Set(["postMessage", "structuredClone", "Worker"]);

function membersOf({ blocks }: Body, literal: LocalId): readonly LocalId[] {
  return blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      if (statement.kind !== "assign" || statement.target.local !== literal || statement.target.path.length > 0) return [];
      const { value } = statement;
      return value.kind === "object" || value.kind === "array" ? value.members.flatMap((member) => wholeLocal(member.value) ?? []) : [];
    }),
  );
}

/** `Point.fromPolar(…)`: what a class makes of itself owns as little as the class. */
function isOfPlainClass(body: Body, callee: Callee, names: Names): boolean {
  const receiver = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  return receiver !== undefined && names.plain.has(body.locals[receiver]!.name);
}

/** `map.clear()` and `map.delete(key)`: releases only of what is known to be owned. */
function isOfCollection(name: string, given: number): boolean {
  return name === "clear" || (name === "delete" && given > 0);
}

/** `signal.addEventListener("abort", …)`; the name alone is too common to ask about. */
function listensForAbort(name: string, event: Operand | undefined): boolean {
  return name === "addEventListener" && event?.kind === "constant" && event.value.kind === "string" && event.value.value === "abort";
}

function addSource(uses: LocalUses, target: LocalId, operand: Operand): void {
  const source = wholeLocal(operand);
  if (source !== undefined) uses.sources.set(target, [...(uses.sources.get(target) ?? []), source]);
}

function addTo(locals: Set<LocalId>, operand: Operand): void {
  const local = wholeLocal(operand);
  if (local !== undefined) locals.add(local);
}

function wholeLocal(operand: Operand): LocalId | undefined {
  return operand.kind === "place" && operand.place.path.length === 0 ? operand.place.local : undefined;
}

/** Back along the ways a value may have come, through captures into the bodies around. */
function spreadEnded(uses: ReadonlyMap<BodyId, LocalUses>): void {
  const pending = [...uses.values()].flatMap(({ body, ended }) => [...ended].map((local) => ({ body: body.id, local })));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const here = uses.get(next.body);
    const kind = here?.body.locals[next.local]?.kind;
    if (here === undefined || kind === undefined) continue;
    if (kind.kind === "capture") mark(kind.body, kind.local);
    for (const source of here.sources.get(next.local) ?? []) mark(next.body, source);
  }

  function mark(body: BodyId, local: LocalId): void {
    const ended = uses.get(body)?.ended;
    if (ended === undefined || ended.has(local)) return;
    ended.add(local);
    pending.push({ body, local });
  }
}

/** Onward through assignments; a body comes after the one around it, so what it captures is settled. */
function spreadFresh({ body, fresh, sources }: LocalUses, uses: ReadonlyMap<BodyId, LocalUses>): void {
  for (const { id, kind } of body.locals) {
    if (kind.kind === "capture" && uses.get(kind.body)?.fresh.has(kind.local) === true) fresh.add(id);
  }
  for (let size = -1; size < fresh.size;) {
    size = fresh.size;
    for (const [target, from] of sources) if (from.some((source) => fresh.has(source))) fresh.add(target);
  }
}

/** The last name written: `open` of `fs.promises.open`, the imported name of an import, `` for a call of a call. */
function calleeName(body: Body, callee: Callee): string {
  if (callee.kind === "method") return callee.name;
  if (callee.kind === "computed-method" || callee.operand.kind !== "place") return "";
  const { local, path } = callee.operand.place;
  const last = path.at(-1);
  if (last !== undefined) return last.kind === "field" ? last.name : "";
  return localName(body.locals[local]!);
}

function localName({ kind, name }: Local): string {
  return kind.kind === "import" && kind.name !== "default" && kind.name !== "*" ? kind.name : name;
}

/** Globals of the language that hand out and take nothing owned: `new Map()`, `Array.from(x)`, `Object.create(null)`. */
const plainGlobals: ReadonlySet<string> = new Set(
  [
    "Map Set WeakMap WeakSet WeakRef Date RegExp Promise Array Object Proxy Reflect Symbol String Number Boolean BigInt Math JSON console",
    "Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError DOMException",
    "URLSearchParams TextEncoder TextDecoder Headers FormData Event CustomEvent",
  ].flatMap((line) => line.split(" ")),
);

function isPlain(body: Body, callee: Callee): boolean {
  const operand = callee.kind === "value" ? callee.operand : callee.receiver;
  if (operand.kind === "constant") return true;
  const local = body.locals[operand.place.local]!;
  return operand.place.path.length === 0 && local.kind.kind === "global" && plainGlobals.has(local.name);
}

function isError(name: string): boolean {
  return /(?:Error|Exception)$/.test(name);
}
