/** Collects the facts of a body: one pass over its points, after its calls, closures and owners are known. */

import type { Block, BlockId, Body, BodyId, CallId, LocalId, Statement } from "@freehold/mir/body";
import { contractOf, contractsOf, handedTo, tidiedIn, type BodyContracts, type ContractCache } from "../contracts/body-contracts.ts";
import { calleeBody } from "../contracts/callee-body.ts";
import type { Arrival } from "../contracts/contract.ts";
import { awaitedType, ownedType } from "../contracts/owned-type.ts";
import type { Call } from "../contracts/resolve.ts";
import { callEvents, readEvents, startEvents, wholeLocal } from "./calls.ts";
import { capturesOfClosures, closuresOf, setByClosures } from "./closures.ts";
import { definitionsOf, type Definitions } from "./definitions.ts";
import { doneFlagsOf, failuresOf } from "./failures.ts";
import type { BodyFacts, Event, Owner, Test } from "./facts.ts";
import { findOwners, type OwnersFound } from "./owners.ts";
import { pairsOf, type Pair } from "./pairs.ts";
import { statementEvents } from "./statements.ts";
import { testOf } from "./tests.ts";
import { throwReason } from "./throws.ts";
import { anyValue } from "./values.ts";
import { endedRoots } from "./view-roots.ts";

/** What the event makers read of the body under collection. */
export interface BodyBuilderFacts {
  readonly body: Body;
  readonly contracts: BodyContracts;
  /** Names of functions that end some owner of this body without being given it. */
  readonly enders: ReadonlySet<string>;
  /** Some owner of this body ends by being looped over. */
  readonly loopsEnd: boolean;
  readonly pairs: readonly Pair[];
  /** Where an argument or the receiver arrives in the callee's own code, if that is over when the call is. */
  readonly arrivalOf: (call: Call, position: number | "this") => Arrival | undefined;
  /** The callee's code holds a `throw` that reaches the caller. */
  readonly throwsByCode: (call: Call) => boolean;
  /** The code of the local closure that is called, likewise. */
  readonly closureRunBy: (call: Call) => BodyId | undefined;
  readonly definitions: Definitions;
  readonly ownerOfCall: ReadonlyMap<CallId, Owner>;
  /** Calls that give a promise. */
  readonly promises: ReadonlySet<CallId>;
  /** Calls that give something with a release of its own. */
  readonly handles: ReadonlySet<CallId>;
  /** Memory that some call of this body may move or grow. */
  readonly viewRoots: ReadonlySet<string>;
}

/** What a body owns, and what was read to find it. */
export interface Search {
  readonly body: Body;
  readonly contracts: BodyContracts;
  readonly definitions: Definitions;
  readonly viewRoots: ReadonlySet<string>;
  readonly pairs: readonly Pair[];
  readonly found: OwnersFound;
}

/** The cheap half: most bodies own nothing, and nobody asks what happens in them. */
export function searchOwners(cache: ContractCache, body: Body): Search {
  const contracts = contractsOf(cache, body);
  const definitions = definitionsOf(body);
  const viewRoots = endedRoots(cache.knowledge, body, contracts, definitions);
  const pairs = pairsOf(cache.knowledge, body);
  const found = findOwners({
    knowledge: cache.knowledge,
    body,
    contracts,
    definitions,
    endedRoots: viewRoots,
    pairs,
    handed: handedTo(cache, body),
    tidied: tidiedIn(cache, body),
  });
  return { body, contracts, definitions, viewRoots, pairs, found };
}

export function collectFacts(cache: ContractCache, { body, contracts, definitions, viewRoots, pairs, found }: Search): BodyFacts {
  const enders = new Set(found.owners.flatMap(({ type }) => type.model?.endedBy ?? []));
  const loopsEnd = found.owners.some(({ type }) => type.model?.endsWhenIterated === true);
  const builder: BodyBuilderFacts = {
    body,
    ...calleesOf(cache, body, definitions),
    enders,
    loopsEnd,
    pairs,
    contracts,
    definitions,
    ownerOfCall: found.ofCall,
    promises: promisesOf(cache, body),
    handles: handlesOf(cache, body),
    viewRoots,
  };
  const columns = eventColumns(builder, found);
  return {
    body,
    owners: found.owners,
    ...columns,
    throws: body.blocks.map((block) => throwReason(builder, block)),
    failures: failuresOf(body, definitions),
    doneFlags: found.owners.some(({ type }) => type.model?.endsWhenDone !== undefined) ? doneFlagsOf(body, definitions) : [],
    diverging: new Set(body.blocks.filter((block) => diverges(contracts, block)).map((block) => block.id)),
    tests: testsOf(body, definitions),
    closures: closuresOf(cache, body, pairs),
    capturedBy: capturesOfClosures(cache, body),
    setByClosures: setByClosures(cache, body),
    outer: new Set(body.locals.filter((local) => local.kind.kind === "capture").map((local) => local.id)),
  };
}

/** A callee whose promise nobody awaits here is still at it when the call comes back. */
function calleesOf(
  cache: ContractCache,
  body: Body,
  { awaited }: Definitions,
): Pick<BodyBuilderFacts, "arrivalOf" | "throwsByCode" | "closureRunBy"> {
  const { callees, program } = cache.knowledge;
  const waitedFor = new Set(awaited.values());
  // A promise with a name is awaited later.
  const isAwaitedAtOnce = (promise: LocalId): boolean => waitedFor.has(promise) && body.locals[promise]?.kind.kind === "temporary";
  const codeOf = (call: Call): Body | undefined => {
    const callee = calleeBody(callees, body, call);
    const code = callee === undefined ? undefined : program.bodies[callee];
    if (code === undefined || code.generator) return undefined;
    return code.async && !isAwaitedAtOnce(call.destination.local) ? undefined : code;
  };
  return {
    arrivalOf(call, position) {
      const code = codeOf(call);
      return code === undefined || call.args.some((argument) => argument.spread) ? undefined : arrivalIn(code, position);
    },
    throwsByCode(call) {
      const callee = calleeBody(callees, body, call);
      return callee !== undefined && program.bodies[callee]?.async === false && cache.throwsByCode(callee);
    },
    closureRunBy(call) {
      const code = codeOf(call);
      return code?.parent === body.id ? code.id : undefined;
    },
  };
}

function arrivalIn(code: Body, position: number | "this"): Arrival | undefined {
  const local = position === "this" ? code.locals.find(({ kind }) => kind.kind === "this")?.id : code.params[position];
  const declared = local === undefined ? undefined : code.locals[local];
  if (local === undefined || declared === undefined) return undefined;
  const plain = declared.kind.kind === "this" || (declared.kind.kind === "param" && !declared.kind.rest && declared.name !== "");
  return plain ? { body: code.id, local } : undefined;
}

/** The facts of a body without owners, for those who ask about owners only. */
export function noFacts(body: Body): BodyFacts {
  return {
    body,
    owners: [],
    events: [],
    arrivals: [],
    throws: [],
    failures: new Map(),
    doneFlags: [],
    diverging: new Set(),
    tests: new Map(),
    closures: new Map(),
    capturedBy: new Map(),
    setByClosures: new Set(),
    outer: new Set(),
  };
}

function eventColumns(builder: BodyBuilderFacts, { ofElement, ofPart }: OwnersFound): Pick<BodyFacts, "events" | "arrivals"> {
  const events: (readonly (readonly Event[])[])[] = [];
  const arrivals: (readonly Event[])[] = [];
  for (const block of builder.body.blocks) {
    const { always, onReturn } = terminatorEvents(builder, block, ofElement.get(block.id));
    events.push([
      ...block.statements.map((statement) => partEvents(statement, ofPart.get(statement)) ?? statementEvents(builder, statement)),
      always,
    ]);
    arrivals.push(onReturn);
  }
  return { events, arrivals };
}

/** A statement that takes an owned part out of a result is what acquires it. */
function partEvents(statement: Statement, owner: Owner | undefined): readonly Event[] | undefined {
  return owner === undefined || statement.kind !== "assign"
    ? undefined
    : [{ kind: "acquire", owner: owner.id, into: statement.target.local, pending: false, nullable: false }];
}

function terminatorEvents(
  builder: BodyBuilderFacts,
  block: Block,
  element: Owner | undefined,
): { readonly always: readonly Event[]; readonly onReturn: readonly Event[] } {
  const { terminator } = block;
  switch (terminator.kind) {
    case "call":
      return callEvents(builder, terminator, contractOf(builder.contracts, terminator.call));
    case "await": {
      const from = wholeLocal(terminator.operand);
      if (terminator.destination.path.length > 0) return { always: [], onReturn: [] };
      const into = terminator.destination.local;
      const started =
        from === undefined
          ? []
          : (builder.definitions.calls.get(from) ?? []).flatMap((call) =>
              startEvents(builder, call, contractOf(builder.contracts, call.call)),
            );
      const result: Event = from === undefined ? { kind: "set", into, value: anyValue } : { kind: "assign", into, from, how: "awaited" };
      const settled: readonly Event[] = from === undefined ? readEvents(terminator.operand) : [{ kind: "settle", via: from }];
      return { always: settled, onReturn: [result, ...started] };
    }
    case "next": {
      const into = terminator.destination.local;
      const from = wholeLocal(terminator.iterated);
      const always: Event[] = from === undefined || !builder.loopsEnd ? [] : [{ kind: "iterate", via: from, span: terminator.span }];
      if (terminator.destination.path.length > 0) return { always, onReturn: [] };
      if (element !== undefined)
        return { always, onReturn: [{ kind: "acquire", owner: element.id, into, pending: false, nullable: false }] };
      return {
        always,
        onReturn: from === undefined ? [{ kind: "set", into, value: anyValue }] : [{ kind: "assign", into, from, how: "element" }],
      };
    }
    case "yield": {
      const via = wholeLocal(terminator.operand);
      const given: Event[] =
        via === undefined
          ? []
          : [{ kind: "give", via, kept: false, returning: false, how: "yielded", span: terminator.span, text: "yield" }];
      return {
        always: given,
        onReturn: terminator.destination.path.length > 0 ? [] : [{ kind: "set", into: terminator.destination.local, value: anyValue }],
      };
    }
    case "throw": {
      const via = wholeLocal(terminator.operand);
      return {
        always:
          via === undefined
            ? []
            : [{ kind: "give", via, kept: true, returning: false, how: "thrown", span: terminator.span, text: "throw" }],
        onReturn: [],
      };
    }
    case "drop": {
      if (terminator.how === "close-iterator" || terminator.place.path.length > 0) return { always: [], onReturn: [] };
      return {
        always: [
          {
            kind: "release",
            via: terminator.place.local,
            certain: true,
            type: undefined,
            member: "using",
            span: terminator.span,
            text: "using",
          },
        ],
        onReturn: [],
      };
    }
    case "branch":
    case "goto":
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return { always: [], onReturn: [] };
  }
}

function diverges(contracts: BodyContracts, block: Block): boolean {
  return block.terminator.kind === "call" && contractOf(contracts, block.terminator.call).diverges;
}

function testsOf(body: Body, definitions: Definitions): ReadonlyMap<BlockId, Test> {
  const tests = new Map<BlockId, Test>();
  for (const block of body.blocks) {
    const test = testOf(body, definitions, block);
    if (test !== undefined) tests.set(block.id, test);
  }
  return tests;
}

function handlesOf({ knowledge }: ContractCache, body: Body): ReadonlySet<CallId> {
  const handles = new Set<CallId>();
  for (const [call, fact] of knowledge.program.answers[body.id]?.calls ?? []) {
    const result = ownedType(knowledge, awaitedType(knowledge.program, fact.result).type);
    if (result !== undefined && result.strength !== "none") handles.add(call);
  }
  return handles;
}

function promisesOf(cache: ContractCache, body: Body): ReadonlySet<CallId> {
  const promises = new Set<CallId>();
  for (const [call, fact] of cache.knowledge.program.answers[body.id]?.calls ?? []) {
    if (awaitedType(cache.knowledge.program, fact.result).promised) promises.add(call);
  }
  return promises;
}
