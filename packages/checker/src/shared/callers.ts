/** Who may call a body, as far as it can be seen: whether two calls of it can be under way at one time. */

import type { Body, BodyId, LocalId, Terminator } from "@freehold/mir/body";
import type { Program, ProgramFile } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import { operandsOfRvalue } from "@freehold/mir/walk";
import { returnPlace } from "@freehold/mir/return-place";
import { bodiesOf } from "../bodies-of.ts";
import { calleeText } from "../contracts/callee-path.ts";
import { wholeLocal } from "../whole-local.ts";

/**
 * `anybody`: it can be called from outside, at any time. `somebody`: only from this file, by code that may or may not take turns.
 * `nobody`: once, or by something that takes turns for it.
 */
export type Callers = "anybody" | "somebody" | "nobody";

export function callersOf(program: Program, file: ProgramFile, body: Body): Callers {
  if (body.kind === "constructor" || body.kind === "initializer" || body.kind === "module") return "nobody";
  const name = body.scope.at(-1) ?? "";
  const head = file.text.slice(body.span.start, body.span.start + 200);
  if (name.startsWith("<") || once.test(name) || inTurns.test(name) || /^@\w*(?:once|memo|lock|mutex|synchron|serial)/i.test(head))
    return "nobody";
  if (takesTurns(program, body, name)) return "nobody";
  if (body.kind === "method") return isPrivate(name, head) ? "somebody" : "anybody";
  const parent = body.parent === undefined ? undefined : program.bodies[body.parent];
  if (parent === undefined) return "nobody";
  if (parent.kind !== "module" && parent.kind !== "initializer") return callersOfClosure(parent, body.id);
  return isExported(file, name, head) ? "anybody" : "somebody";
}

/** Run once in a program's life, or one after the other by a test runner. */
const once = /^(?:main|bootstrap|activate|globalSetup|before(?:All|Each)?|after(?:All|Each)?)$/;
/** Its callers hold the lock, by its name. */
const inTurns = /(?:Locked|Exclusive|Unsafe|Internal|Once|Unguarded)$|^_?do[A-Z]/;
const turnTaking = /exclusive|lock|once|memo|limit|queue|serial|mutex|throttle|single|semaphore|synchron/i;

/** A method that is not private, or an exported function. */
export function isOpenToAll(file: ProgramFile, body: Body): boolean {
  const name = body.scope.at(-1) ?? "";
  const head = file.text.slice(body.span.start, body.span.start + 200);
  return body.kind === "method" ? !isPrivate(name, head) : !name.startsWith("<") && isExported(file, name, head);
}

/** Another function of the file calls it whenever it needs it. */
export function isCalledBeside(program: Program, { id, file, scope }: Body): boolean {
  const calls = callTexts(scope.at(-1) ?? "");
  return bodiesOf(program, file).some(
    (caller) =>
      caller.id !== id &&
      caller.kind !== "module" &&
      caller.blocks.some(({ terminator }) => terminator.kind === "call" && calls.has(calleeText(caller, terminator.callee))),
  );
}

function callTexts(name: string): ReadonlySet<string> {
  return new Set([name, `this.${name}`]);
}

function isPrivate(name: string, head: string): boolean {
  return /^(?:private|protected)\b/.test(head) || /^[#_]/.test(name);
}

/** Where it is called, its promise is kept for the next one who asks, or something else decides when to call it. */
function takesTurns(program: Program, { file }: Body, name: string): boolean {
  const calls = callTexts(name);
  return bodiesOf(program, file).some((caller) => {
    const found = caller.blocks.flatMap(({ terminator }) =>
      terminator.kind === "call" && calls.has(calleeText(caller, terminator.callee)) ? [terminator] : [],
    );
    return found.some((call) => keepsPromise(caller, call)) || (found.length > 0 && isGivenToTurnTaker(program.bodies, caller));
  });
}

/** `this.connecting = this.connect()`, `const ready = init()`: what is kept is not awaited there. */
function keepsPromise(caller: Body, { destination }: Extract<Terminator, { kind: "call" }>): boolean {
  if (destination.path.length > 0 || caller.locals[destination.local]?.kind.kind !== "temporary") return destination.local !== 0;
  return caller.blocks.some(({ statements }) =>
    statements.some(
      ({ kind, ...rest }) =>
        kind === "assign" &&
        "value" in rest &&
        rest.target.local !== 0 &&
        rest.value.kind === "use" &&
        wholeLocal(rest.value.operand) === destination.local,
    ),
  );
}

/** `lock.runExclusive(() => this.connect())`, `once(() => connect())`. */
function isGivenToTurnTaker(bodies: readonly Body[], caller: Body): boolean {
  const parent = caller.parent === undefined ? undefined : bodies[caller.parent];
  const closure = parent && closureLocal(parent, caller.id);
  if (parent === undefined || closure === undefined) return false;
  return parent.blocks.some(
    ({ terminator }) =>
      terminator.kind === "call" &&
      terminator.args.some(({ value }) => wholeLocal(value) === closure) &&
      turnTaking.test(calleeText(parent, terminator.callee)),
  );
}

/** A closure that leaves the function that made it, in a literal or by `return`; one function that is given the literal may take turns. */
function callersOfClosure(parent: Body, id: BodyId): Callers {
  const closure = closureLocal(parent, id);
  if (closure === undefined) return "nobody";
  const literals = closure === 0 ? [closure] : literalsWith(parent, closure);
  if (literals.length === 0) return "nobody";
  return literals.every((literal) => isArgument(parent, literal)) ? "somebody" : "anybody";
}

/** Where `{ connect }`, and `return connect`, put it. */
function literalsWith(parent: Body, closure: LocalId): readonly LocalId[] {
  return parent.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      if (statement.kind !== "assign" || statement.value.kind === "closure") return [];
      const { target, value } = statement;
      const leaves = value.kind === "object" || target.local === returnPlace;
      return leaves && operandsOfRvalue(value).some((operand) => wholeLocal(operand) === closure) ? [target.local] : [];
    }),
  );
}

/** Nothing is done with it but to give it to calls. */
function isArgument({ locals, blocks }: Body, literal: LocalId): boolean {
  return (
    locals[literal]?.kind.kind === "temporary" &&
    blocks.some(({ terminator }) => terminator.kind === "call" && terminator.args.some(({ value }) => wholeLocal(value) === literal))
  );
}

function closureLocal(parent: Body, id: BodyId): LocalId | undefined {
  for (const { statements } of parent.blocks) {
    for (const statement of statements)
      if (statement.kind === "assign" && statement.value.kind === "closure" && statement.value.bodies.includes(id))
        return statement.target.local;
  }
  return undefined;
}

function isExported(file: ProgramFile, name: string, head: string): boolean {
  return head.startsWith("export") || exportedNames(file).has(name);
}

/** Behind `export`, `export default` and `export const`, and in lists; what the text says elsewhere is not told apart. */
const exportedNames: (file: ProgramFile) => ReadonlySet<string> = remembering(({ text }: ProgramFile) => {
  const single = [...text.matchAll(/export\s+(?:(?:default|const|let)\s+)?([\w$]+)/g)].flatMap(([, name]) => name ?? []);
  const listed = [...text.matchAll(/export\s*\{([^}]*)/g)].flatMap(([, list = ""]) => list.match(/[\w$]+/g) ?? []);
  return new Set([...single, ...listed]);
});
