/**
 * Question: do those who call a function release what it gives? Where most of its callers do, one that does not has most likely
 * forgotten it. Read off the code alone: a caller releases the result where it calls a method that ends on the local that has it, or
 * binds it by `using`; one that only asks it something at once, or takes all that it has, as in `index.iterate().all()`, holds nothing.
 * Functions of one name count once: a copy is no second witness.
 * Example: `const pass = device.beginRenderPass(); draw(pass);` where every other caller goes on with `pass.end()`.
 */

import type { Body, LocalId, Terminator } from "@freehold/mir/body";
import type { CallFact, Origin, Program } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import { definitionsOf, sourceCall, type Definitions } from "../facts/definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import { releaseMethods, softReleaseMethods, soundsDraining } from "../words.ts";
import type { Knowledge } from "./owned-type.ts";
import { callFact, type Call } from "./resolve.ts";

/** Two others at least, and more than half of all callers; or the only other one, by a name that hardly means anything else. */
export function isReleasedByOthers(knowledge: Knowledge, body: Body, { call }: Call): boolean {
  const fact = callFact(knowledge, body, call);
  const callee = fact && calleeKey(fact);
  const callers = callee === undefined ? undefined : callersOf(knowledge).get(callee);
  if (callers === undefined) return false;
  const releasing = [...callers.releasing].filter((name) => name !== nameOf(body)).length;
  const others = [...callers.all].filter((name) => name !== nameOf(body));
  return (releasing >= 2 && releasing * 2 > callers.all.size) || (others.length === 1 && callers.closing.has(others[0]!));
}

/** Another function hands the callee, there, what it releases itself. */
export function isLentByOthers(knowledge: Knowledge, body: Body, { call }: Call, position: number): boolean {
  const fact = callFact(knowledge, body, call);
  const callee = fact && calleeKey(fact);
  const lending = callee === undefined ? undefined : callersOf(knowledge).get(callee)?.lending.get(position);
  return lending !== undefined && [...lending].some((name) => name !== nameOf(body));
}

/** By the names of the functions that call it. */
interface Callers {
  readonly all: Set<string>;
  readonly releasing: Set<string>;
  /** Those that do so by `close`, `dispose` and their like. */
  readonly closing: Set<string>;
  /** By the position in which they give what they release themselves. */
  readonly lending: Map<number, Set<string>>;
}

const callersOf: (knowledge: Knowledge) => ReadonlyMap<string, Callers> = remembering(findCallers);

function findCallers(knowledge: Knowledge): ReadonlyMap<string, Callers> {
  const found = new Map<string, Callers>();
  for (const body of knowledge.program.bodies) {
    const definitions = definitionsOf(body);
    const ended = new Set(
      body.blocks.flatMap(({ terminator }) => endedLocal(terminator) ?? []).map((local) => originOf(definitions, local)),
    );
    const asked = askedAtOnce(body, definitions);
    for (const { terminator } of body.blocks) {
      if (terminator.kind === "call") {
        const callers = callersAt(found, knowledge, body, terminator);
        if (!asked.has(terminator)) callers?.all.add(nameOf(body));
        for (const position of lentAt(definitions, terminator, ended))
          callers?.lending.set(position, (callers.lending.get(position) ?? new Set()).add(nameOf(body)));
      }
      const released = endedLocal(terminator);
      const made = released === undefined ? undefined : madeBy(knowledge.program, body, released);
      const callers = made === undefined ? undefined : callersAt(found, knowledge, made.body, made.call);
      if (made !== undefined) callers?.releasing.add(nameOf(made.body));
      if (made !== undefined && isClosing(terminator)) callers?.closing.add(nameOf(made.body));
    }
  }
  return found;
}

/** `(await index.iterate()).all()`: nobody has it by a name, or there is nothing left to have. */
function askedAtOnce({ blocks, locals }: Body, definitions: Definitions): ReadonlySet<Call> {
  return new Set(
    blocks.flatMap(({ terminator }) => {
      const asked = terminator.kind === "call" && terminator.callee.kind === "method" ? terminator.callee : undefined;
      const local = asked && wholeLocal(asked.receiver);
      if (asked === undefined || local === undefined) return [];
      return locals[local]?.kind.kind === "temporary" || soundsDraining(asked.name) ? (sourceCall(definitions, local) ?? []) : [];
    }),
  );
}

/** The local that has it first, by a name or without. */
function originOf(definitions: Definitions, local: LocalId): LocalId {
  return sourceCall(definitions, local)?.destination.local ?? local;
}

function lentAt(definitions: Definitions, { args, form }: Call, ended: ReadonlySet<LocalId>): readonly number[] {
  if (form === "new") return [];
  return args.flatMap(({ value }, position) => {
    const local = wholeLocal(value);
    return local !== undefined && ended.has(originOf(definitions, local)) ? [position] : [];
  });
}

function callersAt(found: Map<string, Callers>, knowledge: Knowledge, body: Body, { call }: Call): Callers | undefined {
  const fact = callFact(knowledge, body, call);
  const callee = fact && calleeKey(fact);
  if (callee === undefined) return undefined;
  const callers = found.get(callee) ?? { all: new Set(), releasing: new Set(), closing: new Set(), lending: new Map() };
  found.set(callee, callers);
  return callers;
}

function nameOf({ scope, name }: Body): string {
  return scope.length === 0 ? name : scope.join(".");
}

/** What Node and the web declare is for models to speak of. */
function calleeKey({ name, owner, origin }: CallFact): string | undefined {
  const home = homeOf(origin);
  return name === "" || home === undefined ? undefined : `${home}#${owner}.${name}`;
}

function homeOf(origin: Origin): string | undefined {
  if (origin.kind === "project") return origin.file;
  return origin.kind === "module" && !origin.name.startsWith("node:") ? origin.name : undefined;
}

function endedLocal(terminator: Terminator): LocalId | undefined {
  if (terminator.kind === "drop" && terminator.how !== "close-iterator")
    return terminator.place.path.length === 0 ? terminator.place.local : undefined;
  if (terminator.kind !== "call" || terminator.callee.kind !== "method") return undefined;
  const { name, receiver } = terminator.callee;
  return releaseMethods.has(name) || softReleaseMethods.has(name) ? wholeLocal(receiver) : undefined;
}

function isClosing(terminator: Terminator): boolean {
  return terminator.kind !== "call" || (terminator.callee.kind === "method" && releaseMethods.has(terminator.callee.name));
}

/** Through captures, to the call whose result it is. */
function madeBy(program: Program, body: Body, local: LocalId): { readonly body: Body; readonly call: Call } | undefined {
  const kind = body.locals[local]?.kind;
  const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
  if (kind?.kind === "capture") return outer && madeBy(program, outer, kind.local);
  const call = sourceCall(definitionsOf(body), local);
  return call && { body, call };
}
