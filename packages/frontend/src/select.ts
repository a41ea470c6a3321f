/**
 * Decides which calls and locals the type checker is asked about, by the lowered code alone: every question costs, and most values
 * are never owned.
 *
 * Asked are calls whose name a model mentions or that sound like acquiring or releasing; every `new` that is not of a plain
 * global of the language; calls whose value ends up in a local that is released, disposed of or given to such a call; and those locals
 * themselves. A value is followed through assignments, `await` and captures. Strict files are asked about whole.
 */

import type { Body, BodyId, CallId, Callee, Local, LocalId, Operand, Terminator } from "@freehold/mir/body";
import { isReleaseMember, soundsAcquiring, soundsReleasing } from "@freehold/mir/vocabulary";

export interface Selection {
  readonly calls: ReadonlyMap<BodyId, readonly CallId[]>;
  readonly locals: ReadonlyMap<BodyId, readonly LocalId[]>;
}

/** `names` are the callees that models mention. The bodies are one file's. */
export function select(bodies: readonly Body[], names: ReadonlySet<string>, extent: "what matters" | "everything"): Selection {
  const uses = new Map(bodies.map((body) => [body.id, usesOf(body, names)]));
  markEnded(uses);
  const calls = new Map<BodyId, readonly CallId[]>();
  const locals = new Map<BodyId, readonly LocalId[]>();
  for (const [id, { body, ended, sites }] of uses) {
    const asked = sites.filter((site) => extent === "everything" || site.matters || ended.has(site.destination) || worksOn(uses.get(id)!, site));
    const named = body.locals.filter((local) => isNamed(local) && (extent === "everything" || ended.has(local.id)));
    if (asked.length > 0) calls.set(id, asked.map((site) => site.call));
    if (named.length > 0) locals.set(id, named.map((local) => local.id));
  }
  return { calls, locals };
}

interface Uses {
  readonly body: Body;
  /** Locals that somebody may release, in this body or in a closure of it. */
  readonly ended: Set<LocalId>;
  readonly awaited: Set<LocalId>;
  /** By a local, those whose value it may have. */
  readonly sources: Map<LocalId, LocalId[]>;
  readonly sites: CallSite[];
}

interface CallSite {
  readonly call: CallId;
  readonly destination: LocalId;
  readonly receiver: LocalId | undefined;
  readonly matters: boolean;
}

/** A promise of work on what is released, which nobody awaits at once: it may still run when the value is over. */
function worksOn({ ended, awaited }: Uses, { receiver, destination }: CallSite): boolean {
  return receiver !== undefined && ended.has(receiver) && !awaited.has(destination);
}

function usesOf(body: Body, names: ReadonlySet<string>): Uses {
  const uses: Uses = { body, ended: new Set(), awaited: new Set(), sources: new Map(), sites: [] };
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

function addTerminator(uses: Uses, terminator: Terminator, names: ReadonlySet<string>): void {
  if (terminator.kind === "await" && terminator.destination.path.length === 0) addSource(uses, terminator.destination.local, terminator.operand);
  if (terminator.kind === "await") addAwaited(uses, terminator.operand);
  if (terminator.kind === "drop" && terminator.how !== "close-iterator") uses.ended.add(terminator.place.local);
  if (terminator.kind !== "call") return;
  const name = isPlain(uses.body, terminator.callee) ? "" : calleeName(uses.body, terminator.callee);
  const ends = soundsReleasing(name);
  const matters = ends || names.has(name) || listensForAbort(name, terminator) || soundsAcquiring(name) || (terminator.form === "new" && name !== "" && !isError(name));
  uses.sites.push({ call: terminator.call, destination: terminator.destination.local, receiver: terminator.callee.kind === "method" ? wholeLocal(terminator.callee.receiver) : undefined, matters });
  if (terminator.callee.kind === "method" && isReleaseMember(name)) addEnded(uses, terminator.callee.receiver);
  if (ends || names.has(name)) for (const argument of terminator.args) addEnded(uses, argument.value);
}

/** `signal.addEventListener("abort", …)`; the name alone is too common to ask about. */
function listensForAbort(name: string, { args }: Extract<Terminator, { kind: "call" }>): boolean {
  const event = args[0]?.value;
  return name === "addEventListener" && event?.kind === "constant" && event.value.kind === "string" && event.value.value === "abort";
}

function addSource(uses: Uses, target: LocalId, operand: Operand): void {
  const source = wholeLocal(operand);
  if (source !== undefined) uses.sources.set(target, [...(uses.sources.get(target) ?? []), source]);
}

function addAwaited(uses: Uses, operand: Operand): void {
  const local = wholeLocal(operand);
  if (local !== undefined) uses.awaited.add(local);
}

function addEnded(uses: Uses, operand: Operand): void {
  const local = wholeLocal(operand);
  if (local !== undefined) uses.ended.add(local);
}

function wholeLocal(operand: Operand): LocalId | undefined {
  return operand.kind === "place" && operand.place.path.length === 0 ? operand.place.local : undefined;
}

/** Back along the ways a value may have come, through captures into the bodies around. */
function markEnded(uses: ReadonlyMap<BodyId, Uses>): void {
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

function isNamed({ kind }: Local): boolean {
  return kind.kind === "param" || kind.kind === "binding" || kind.kind === "capture";
}
