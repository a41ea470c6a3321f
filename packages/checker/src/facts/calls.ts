/** What one call does to the locals it touches. */

import type { LocalId, Operand } from "@freehold/mir/body";
import type { Contract, Effect } from "../contracts/contract.ts";
import { lastName, operandText } from "../contracts/callee-path.ts";
import type { Call } from "../contracts/resolve.ts";
import { synchronousCallbackMethods } from "../words.ts";
import type { BodyBuilderFacts } from "./collect.ts";
import { fieldsOf, isAwaited, isReturned, literalMembers } from "./definitions.ts";
import type { Event } from "./facts.ts";
import { pairKey, type Pair } from "./pair.ts";
import { anyValue, truthyValue } from "./values.ts";
import { grows } from "./views.ts";
import { workEvents } from "./work.ts";
import { wholeLocal } from "../whole-local.ts";

export interface CallEvents {
  /** On every way out. */
  readonly always: readonly Event[];
  /** When the call comes back. */
  readonly onReturn: readonly Event[];
}

export function callEvents(facts: BodyBuilderFacts, call: Call, contract: Contract): CallEvents {
  const always: Event[] = [];
  call.args.forEach(({ value }, index) => always.push(...argumentEvents(facts, call, contract, value, index)));
  const givesBack = facts.pairs.filter((pair) => pair.ends(facts.body, call));
  always.push(...optionEvents(facts, contract, call), ...givesBack.map((pair) => givenBack(pair, call, contract)));
  if (givesBack.every(({ kind }) => kind !== "lock")) always.push(...calleeEvents(facts, call, contract));
  always.push(...memoryEvents(facts, call, contract));
  for (const name of namesCalled(facts, call, contract)) if (facts.enders.has(name)) always.push({ kind: "called", name, span: call.span });
  // A promise of having started begins the obligation where it is awaited.
  const started = startEvents(facts, call, contract);
  const promised = started.length > 0 && (facts.promises.has(call.call) || isAwaited(facts.definitions, call.destination.local));
  return { always, onReturn: [...(promised ? [] : started), ...resultEvents(facts, call, contract)] };
}

/** Also by the closures it is given: `tracks.forEach((track) => track.stop())`. */
function namesCalled({ callees, enders }: BodyBuilderFacts, call: Call, { text }: Contract): readonly string[] {
  const inside = enders.size === 0 ? [] : callees.closuresIn(call);
  return [
    text.slice(text.lastIndexOf(".") + 1),
    ...inside.flatMap((code) =>
      code.blocks.flatMap(({ terminator }) => (terminator.kind === "call" ? lastName(code, terminator.callee) : [])),
    ),
  ];
}

function argumentEvents(facts: BodyBuilderFacts, call: Call, contract: Contract, value: Operand, index: number): readonly Event[] {
  const via = wholeLocal(value);
  const effect = contract.effects.get(index);
  if (effect?.kind === "transfers") return transferEvents(facts, contract, value);
  if (via === undefined)
    return effect?.kind === "moves" ? bufferMoves(value, contract) : [...readEvents(value), ...partReleases(value, effect, call, contract)];
  const otherwise = [...givenEvents(call, contract, { via, span: value.span, effect }), ...elementMoves(facts, contract, value, effect)];
  const to = contract.known || isSure(effect) ? undefined : facts.callees.arrivalOf(call, index);
  return to === undefined
    ? otherwise
    : [
        {
          kind: "pass",
          via,
          to,
          into: call.destination.local,
          as: "argument",
          span: effect?.kind === "releases" ? call.span : value.span,
          text: contract.text,
          otherwise,
        },
      ];
}

/** `new NoteArray([first, second])`: what is in a list that is taken by value is taken as well. */
function elementMoves({ definitions }: BodyBuilderFacts, contract: Contract, list: Operand, effect: Effect | undefined): readonly Event[] {
  const local = wholeLocal(list);
  if (effect?.kind !== "moves" || local === undefined || definitions.values.get(local)?.kind !== "array") return [];
  return (literalMembers(definitions, list) ?? []).flatMap((member) => movesOf(member, effect.how, contract));
}

interface GivenValue {
  readonly via: LocalId;
  readonly span: Call["span"];
  readonly effect: Effect | undefined;
}

/** By contract alone. */
function givenEvents(call: Call, contract: Contract, { via, span, effect }: GivenValue): readonly Event[] {
  const { text } = contract;
  switch (effect?.kind) {
    case "releases":
      return [
        {
          kind: "release",
          via,
          certain: effect.certain,
          type: effect.type,
          member: text.slice(text.lastIndexOf(".") + 1),
          span: call.span,
          text,
        },
      ];
    case "moves":
      return [{ kind: "move", via, how: effect.how, span, text }];
    case "stores":
      return [{ kind: "give", via, kept: true, returning: false, how: "stored", span, text }];
    case "borrows":
      return [{ kind: "use", via, how: "argument", member: text, span }, ...lentClosure(via, span, text)];
    case "diverges":
    case "transfers":
    case "acquires":
    case undefined:
      return [
        { kind: "use", via, how: "argument", member: text, span },
        { kind: "give", via, kept: false, returning: callsBack(call, contract), how: "argument", span, text },
      ];
  }
}

/** `state.file.close()`, `closeSync(state.descriptor)`. */
function partReleases(part: Operand, effect: Effect | undefined, { span }: Call, { text }: Contract): readonly Event[] {
  if (effect?.kind !== "releases" || part.kind !== "place") return [];
  const field = soleField(part);
  return [{ kind: "release-part", via: part.place.local, ...(field && { field: field.name }), certain: effect.certain, span, text }];
}

/** `local.name`, and no deeper. */
export function soleField(operand: Operand): { readonly local: LocalId; readonly name: string } | undefined {
  if (operand.kind !== "place" || operand.place.path.length !== 1) return undefined;
  const step = operand.place.path[0]!;
  return step.kind === "field" ? { local: operand.place.local, name: step.name } : undefined;
}

/** A name only guesses; the callee's code knows. */
function isSure(effect: Effect | undefined): boolean {
  return effect !== undefined && effect.kind !== "stores" && !(effect.kind === "releases" && !effect.certain);
}

/** A modelled callee borrows values, but a closure it is given may run at any time. */
function lentClosure(via: Extract<Event, { kind: "give" }>["via"], span: Call["span"], text: string): readonly Event[] {
  return [{ kind: "give", via, kept: false, returning: true, how: "captured", span, text }];
}

/** `list.forEach(f)`, `new Promise(f)`: `f` runs before the call is over, and is not kept. */
function callsBack(call: Call, contract: Contract): boolean {
  if (call.form === "new") return contract.text === "new Promise";
  return call.callee.kind === "method" && synchronousCallbackMethods.has(call.callee.name);
}

/** `createReadStream(path, { fd })`: a field of an options literal is taken. */
function optionEvents(facts: BodyBuilderFacts, contract: Contract, call: Call): readonly Event[] {
  const events: Event[] = [];
  for (const [position, effect] of contract.effects) {
    if (typeof position !== "string" || position === "this" || effect.kind === "borrows") continue;
    const [index, field] = position.split(".");
    const options = call.args[Number(index)]?.value;
    const local = options && wholeLocal(options);
    for (const value of local === undefined ? [] : fieldsOf(facts.definitions, local, field!)) {
      const via = wholeLocal(value);
      if (effect.kind === "moves") events.push(...movesOf(value, effect.how, contract));
      else if (via !== undefined)
        events.push({ kind: "give", via, kept: true, returning: false, how: "stored", span: value.span, text: contract.text });
    }
  }
  return events;
}

/** `postMessage(value, [buffer])`, `structuredClone(value, { transfer: [buffer] })`. */
function transferEvents(facts: BodyBuilderFacts, contract: Contract, list: Operand): readonly Event[] {
  const members = literalMembers(facts.definitions, list) ?? [];
  return members.flatMap((member) => {
    const nested = literalMembers(facts.definitions, member);
    if (nested !== undefined) return transferEvents(facts, contract, member);
    const via = wholeLocal(member);
    if (via === undefined) return bufferMoves(member, contract);
    return [
      { kind: "move", via, how: "transferred", span: member.span, text: contract.text } as const,
      endOfViews(facts, member, contract),
    ].filter((event) => event !== undefined);
  });
}

function movesOf(value: Operand, how: "transferred" | "consumed", contract: Contract): readonly Event[] {
  const via = wholeLocal(value);
  return via === undefined ? bufferMoves(value, contract) : [{ kind: "move", via, how, span: value.span, text: contract.text }];
}

/** `[view.buffer]`: the view dies with its buffer. */
function bufferMoves(member: Operand, contract: Contract): readonly Event[] {
  if (member.kind !== "place") return [];
  const { local, path } = member.place;
  if (path.length !== 1 || lastField(path) !== "buffer") return [];
  return [{ kind: "move", via: local, how: "transferred", span: member.span, text: contract.text }];
}

function givenBack({ local }: Pair, { span }: Call, { text }: Contract): Event {
  return { kind: "release", via: local, certain: true, type: undefined, member: text.slice(text.lastIndexOf(".") + 1), span, text };
}

function endOfViews(facts: BodyBuilderFacts, member: Operand, contract: Contract): Event | undefined {
  const root = operandText(facts.body, member);
  return root === undefined || !facts.viewRoots.has(root)
    ? undefined
    : { kind: "end-views", root, certain: true, span: member.span, text: contract.text };
}

function calleeEvents(facts: BodyBuilderFacts, call: Call, contract: Contract): readonly Event[] {
  const { callee } = call;
  const { text } = contract;
  if (callee.kind === "value") {
    const via = wholeLocal(callee.operand);
    return via === undefined
      ? readEvents(callee.operand)
      : [{ kind: "invoke", via, runs: facts.callees.closureRunBy(call), span: call.span, text }];
  }
  const via = wholeLocal(callee.receiver);
  if (callee.kind === "computed-method")
    return via === undefined ? [] : [{ kind: "use", via, how: "method", member: "[…]", span: call.span }];
  const effect = contract.effects.get("this");
  if (via === undefined)
    return effect?.kind === "moves"
      ? bufferMoves(callee.receiver, contract)
      : [...readEvents(callee.receiver), ...partReleases(callee.receiver, effect, call, contract)];
  if (effect?.kind === "releases")
    return [{ kind: "release", via, certain: effect.certain, type: effect.type, member: callee.name, span: call.span, text }];
  const used: Event = { kind: "use", via, how: "method", member: callee.name, span: call.span };
  if (effect?.kind === "stores") return [used, { kind: "give", via, kept: true, returning: false, how: "stored", span: call.span, text }];
  if (effect?.kind === "moves")
    return [{ kind: "move", via, how: "consumed", span: call.span, text }, ...rootEnd(facts, callee.receiver, contract)];
  if (callee.name === "then" || callee.name === "catch" || callee.name === "finally")
    return [{ kind: "react", via, returned: isReturned(facts.definitions, call.destination.local), member: callee.name, span: call.span }];
  const to = effect === undefined ? facts.callees.arrivalOf(call, "this") : undefined;
  return to === undefined
    ? [used]
    : [{ kind: "pass", via, to, into: call.destination.local, as: "receiver", span: call.span, text, otherwise: [used] }];
}

function rootEnd(facts: BodyBuilderFacts, receiver: Operand, contract: Contract): readonly Event[] {
  const end = endOfViews(facts, receiver, contract);
  return end === undefined ? [] : [end];
}

/** Calls that may grow the memory that some view of this body looks at. */
function memoryEvents(facts: BodyBuilderFacts, call: Call, contract: Contract): readonly Event[] {
  const events: Event[] = [];
  for (const root of facts.viewRoots) {
    const growth = grows(facts.body, call, root);
    const named = contract.endsViews && call.callee.kind === "method" && operandText(facts.body, call.callee.receiver) === root;
    if (growth !== "no" || named)
      events.push({ kind: "end-views", root, certain: named || growth === "surely", span: call.span, text: contract.text });
  }
  return events;
}

/** `client.connect()` has succeeded: the obligation begins. */
export function startEvents(facts: BodyBuilderFacts, call: Call, contract: Contract): readonly Event[] {
  const owner = facts.ownerOfCall.get(call.call);
  if (owner?.type.key === pairKey && owner.binding !== undefined)
    return [{ kind: "acquire", owner: owner.id, into: owner.binding, pending: false, nullable: false }];
  if (contract.effects.get("this")?.kind !== "acquires" || call.callee.kind !== "method") return [];
  const into = wholeLocal(call.callee.receiver);
  return owner === undefined || into === undefined ? [] : [{ kind: "acquire", owner: owner.id, into, pending: false, nullable: false }];
}

function resultEvents(facts: BodyBuilderFacts, call: Call, contract: Contract): readonly Event[] {
  if (call.destination.path.length > 0) return [];
  const into = call.destination.local;
  const { result } = contract;
  const owner = facts.ownerOfCall.get(call.call);
  if (owner !== undefined && owner.type.key !== pairKey && contract.effects.get("this")?.kind !== "acquires") {
    return [{ kind: "acquire", owner: owner.id, into, pending: owner.pending, nullable: owner.nullable }, ...heldByNew(call, into)];
  }
  const events: Event[] = [{ kind: "set", into, value: result.kind === "fresh" || call.form === "new" ? truthyValue : anyValue }];
  const from = passedThrough(call, result);
  if (from !== undefined) events.push({ kind: "assign", into, from, how: howPassed(result, call) });
  else if (contract.effects.get("this")?.kind !== "releases") events.push(...workEvents(facts, call, contract.text, into));
  if (from === undefined) events.push(...heldByNew(call, into));
  return [...events, ...(contract.text === "Object.assign" ? assignedMembers(call, into) : [])];
}

/** `Object.assign({}, options, { fd })`: its first argument comes back with what the others have. */
function assignedMembers({ args }: Call, into: Call["destination"]["local"]): readonly Event[] {
  const [target, ...sources] = args.map(({ value }) => wholeLocal(value));
  if (target === undefined) return [];
  const added = sources.flatMap((from, index): readonly Event[] =>
    from === undefined ? [] : [{ kind: "contain", into: target, from, how: "literal", span: args[index + 1]!.value.span }],
  );
  return [...added, { kind: "assign", into, from: target, how: "same" }];
}

/** What is made of a value holds it: `new Response(file.readable)`. */
function heldByNew(call: Call, into: Call["destination"]["local"]): readonly Event[] {
  return call.form === "new" ? call.args.flatMap(({ value }) => containedBy(value, into)) : [];
}

function containedBy(value: Operand, into: Call["destination"]["local"]): readonly Event[] {
  const from = wholeLocal(value);
  return from === undefined ? [] : [{ kind: "contain", into, from, how: "made", span: value.span }];
}

function passedThrough(call: Call, result: Contract["result"]): ReturnType<typeof wholeLocal> {
  const position =
    result.kind === "same" ? result.as : result.kind === "derived" ? result.from : result.kind === "wraps" ? result.what : undefined;
  if (position === undefined) return undefined;
  if (position === "this") return call.callee.kind === "method" ? wholeLocal(call.callee.receiver) : undefined;
  const argument = call.args[position]?.value;
  return argument && wholeLocal(argument);
}

function howPassed(result: Contract["result"], call: Call): Extract<Event, { kind: "assign" }>["how"] {
  if (result.kind === "derived") return "derived";
  return result.kind === "same" && (result.shown === true || (result.as === "this" && call.callee.kind === "method"))
    ? "same"
    : "perhaps-same";
}

function lastField(path: Extract<Operand, { kind: "place" }>["place"]["path"]): string | undefined {
  const last = path.at(-1);
  return last?.kind === "field" ? last.name : undefined;
}

/** `view[i]` as an operand reads the view; `handle.fd` reads a property. */
export function readEvents(operand: Operand): readonly Event[] {
  if (operand.kind !== "place" || operand.place.path.length === 0) return [];
  const { local, path } = operand.place;
  const first = path[0]!;
  if (first.kind === "index") return [{ kind: "use", via: local, how: "element", member: "[…]", span: operand.span }];
  return [{ kind: "use", via: local, how: /^\d+$/.test(first.name) ? "element" : "property", member: first.name, span: operand.span }];
}
