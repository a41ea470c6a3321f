/**
 * Question: has a body had all there is to have of a value that it never releases? Then nothing is left that could end it: nobody else
 * got it, no closure has it, no listener waits for its events, and nothing that it lends is still in use. A value that ends by itself
 * is not meant; so of those that a model knows only what never does, and only where the body has waited for something meanwhile.
 * Example: `const beat = setInterval(tell, 80); return await work();`.
 */

import type { Body, BodyId, LocalId, Rvalue, Terminator } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { operandsOfRvalue } from "@freehold/mir/walk";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { Outcome } from "../../analyses/obligations/outcome.ts";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { endingMethods, isEndingMethod } from "../../keepers/ending-methods.ts";
import { wholeLocal } from "../../whole-local.ts";
import { releaseMethods } from "../../words.ts";

export function isLeftAlone(view: BodyView, { owner, handed, leaks }: Outcome): boolean {
  if (owner.origin.kind !== "acquired" || handed.length > 0 || leaks.every(({ kind }) => kind === "throw")) return false;
  const aliases = aliasesOf(view.facts, owner);
  if (isHeardFrom(view, owner) || isIterated(view, aliases)) return false;
  if (view.facts.events.flat(2).some((event) => lives(event, aliases, owner))) return false;
  const { model, release, code } = owner.type;
  // Code that can be read may end its own object in any of its methods.
  if (model === undefined)
    return (
      code === "absent" && (release.some((method) => releaseMethods.has(method)) || isConnection(owner)) && !isGivenClosures(view, owner)
    );
  if (model.strength === "hard") return model.endsWhenDone === undefined;
  return (
    (model.scarce === true && !isAtWork(view, aliases)) || (model.endless === true && (waitsAfter(view, owner) || isOfEndedObject(view)))
  );
}

/** `start() { const server = createServer(); server.listen(port); }`: the object has an end, and that cannot reach it. */
function isOfEndedObject({ body, keepers }: BodyView): boolean {
  if (body.kind !== "method" || isEndingMethod(body)) return false;
  const keeper = keepers.index().classOf(body);
  return keeper !== undefined && endingMethods(keeper).length > 0;
}

/** What it made is kept by closures or by others: `const analyser = context.createAnalyser(); return () => analyser.getFloatFrequencyData(levels)`. */
function isAtWork({ facts, body }: BodyView, aliases: ReadonlySet<LocalId>): boolean {
  const made = new Set(
    body.blocks.flatMap(({ terminator }) =>
      terminator.kind === "call" && terminator.callee.kind === "method" && aliases.has(wholeLocal(terminator.callee.receiver) ?? noLocal)
        ? [terminator.destination.local, ...copiesOf(body, terminator.destination.local)]
        : [],
    ),
  );
  return (
    [...facts.capturedBy.values()].some((captured) => [...captured.keys()].some((outer) => made.has(outer))) ||
    facts.events
      .flat(2)
      .some((event) => event.kind === "give" && made.has(event.via) && event.how === "stored" && event.text.startsWith("this."))
  );
}

function copiesOf({ blocks }: Body, local: LocalId): readonly LocalId[] {
  return blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.value.kind === "use" && wholeLocal(statement.value.operand) === local
        ? [statement.target.local]
        : [],
    ),
  );
}

const noLocal = -1 as LocalId;

/** `client.end()`: of these, what sounds like an end is one. */
function isConnection({ type }: Owner): boolean {
  return /(?:Client|Connection|Session|Database|Cursor|Consumer|Producer)$/.test(type.name);
}

/** `new Server({ onClose: () => … })` may hear of its own end. */
function isGivenClosures({ facts, body }: BodyView, { point }: Owner): boolean {
  const { terminator } = body.blocks[point.block]!;
  return (
    terminator.kind === "call" &&
    terminator.args.some(({ value }) => value.kind === "place" && value.place.path.length === 0 && facts.closures.has(value.place.local))
  );
}

/** A closure has it, or a listener waits for its events. */
export function isHeardFrom(view: BodyView, owner: Owner): boolean {
  const { facts } = view;
  const aliases = aliasesOf(facts, owner);
  return isKeptByClosure(view, aliases) || isListenedTo(view, owner);
}

/**
 * `const worker = new Worker(file); return new Promise((resolve) => { worker.on("message", resolve); worker.postMessage(job); })`: it waits
 * for the next message, and nobody has it once the promise has its answer.
 */
export function isAskedOnce(view: BodyView, { owner, handed, leaks }: Outcome): boolean {
  const { facts, body, knowledge } = view;
  const methods = owner.type.model?.idleUntil;
  if (methods === undefined || handed.length > 0 || leaks.every(({ kind }) => kind === "throw")) return false;
  const aliases = aliasesOf(facts, owner);
  const asks = (code: Body, local: LocalId): boolean =>
    code.blocks.some(
      ({ terminator }) =>
        terminator.kind === "call" &&
        terminator.callee.kind === "method" &&
        methods.includes(terminator.callee.name) &&
        wholeLocal(terminator.callee.receiver) === local,
    );
  return executorsOf(view).some((id) =>
    [...(facts.capturedBy.get(id) ?? [])].some(
      ([outer, inner]) =>
        aliases.has(outer) && (asks(knowledge.program.bodies[id]!, inner) || [...aliases].some((local) => asks(body, local))),
    ),
  );
}

/** The executor of a promise runs at once and is gone, unless what it does with the value is more than calling its methods. */
function isKeptByClosure(view: BodyView, aliases: ReadonlySet<LocalId>): boolean {
  const {
    facts,
    knowledge: { program },
  } = view;
  const executors = new Set(executorsOf(view));
  return [...facts.capturedBy].some(([code, captured]) => {
    const inside = [...captured].flatMap(([outer, inner]) => (aliases.has(outer) ? [inner] : []));
    const run = program.bodies[code];
    return inside.length > 0 && (run === undefined || !executors.has(code) || inside.some((local) => isKeptBy(run, local)));
  });
}

function executorsOf({ body, knowledge: { program } }: BodyView): readonly BodyId[] {
  return body.blocks.flatMap((block) =>
    isPromiseMade(program, body, block.terminator) ? closureArguments(block).flatMap((id) => id ?? []) : [],
  );
}

function isPromiseMade(program: Program, body: Body, terminator: Terminator): boolean {
  return (
    terminator.kind === "call" && terminator.form === "new" && calleePath(program, body, terminator.callee)?.path.join(".") === "Promise"
  );
}

/** By a closure of its own, by somebody it is given to, or by listening. */
function isKeptBy(code: Body, local: LocalId): boolean {
  return code.blocks.some(
    ({ statements, terminator }) =>
      statements.some((statement) => statement.kind === "assign" && mentions(statement.value, local)) ||
      (terminator.kind === "call" &&
        (terminator.args.some(({ value }) => wholeLocal(value) === local) ||
          (terminator.callee.kind === "method" &&
            wholeLocal(terminator.callee.receiver) === local &&
            listening.test(terminator.callee.name)))),
  );
}

function mentions(value: Rvalue, local: LocalId): boolean {
  if (value.kind === "closure") return value.captures.includes(local);
  return operandsOfRvalue(value).some((operand) => wholeLocal(operand) === local);
}

export function isListenedTo({ facts }: BodyView, owner: Owner): boolean {
  const aliases = aliasesOf(facts, owner);
  return facts.events.flat(2).some((event) => isListening(event, aliases));
}

/** `for await (const reply of connection.replies)`. */
function isIterated({ body }: BodyView, aliases: ReadonlySet<LocalId>): boolean {
  return body.blocks.some(
    ({ terminator }) => terminator.kind === "next" && terminator.iterated.kind === "place" && aliases.has(terminator.iterated.place.local),
  );
}

function isListening(event: Event, aliases: ReadonlySet<LocalId>): boolean {
  return event.kind === "use" && event.how === "method" && aliases.has(event.via) && listening.test(event.member);
}

/** Something other than a plain call of one of its methods. */
function lives(event: Event, aliases: ReadonlySet<LocalId>, { type: { model } }: Owner): boolean {
  switch (event.kind) {
    case "use":
      if (!aliases.has(event.via)) return false;
      return event.how === "property" && model === undefined;
    case "give":
      // Whoever is handed it is known to the outcome.
      return aliases.has(event.via) && event.how !== "captured" && event.how !== "argument";
    case "move":
    case "react":
    case "iterate":
      return aliases.has(event.via);
    case "contain":
      return aliases.has(event.from);
    case "read":
      return model === undefined && aliases.has(event.from);
    default:
      return false;
  }
}

/** By these it hears of its own end, or may outlive the body on purpose. */
const listening = /^(?:on|once|addListener|addEventListener|prependListener|subscribe|pipe|unref)$/;

function waitsAfter({ body }: BodyView, { point, pending }: Owner): boolean {
  const after = reachableFrom(body, [point.block], ({ kind }) => kind !== "unwind");
  const acquiring = body.blocks[point.block]!.terminator;
  const own = pending && acquiring.kind === "call" ? acquiring.target : undefined;
  return [...after].some((id) => body.blocks[id]!.terminator.kind === "await" && id !== own);
}
