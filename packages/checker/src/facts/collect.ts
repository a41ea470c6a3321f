/** Collects the facts of a body: one pass over its points, after its calls, closures and owners are known. */

import type { Block, BlockId, Body, CallId, Statement } from "@freehold/mir/body";
import { contractOf, contractsOf, handedTo, tidiedIn, type BodyContracts, type ContractCache } from "../contracts/body-contracts.ts";
import { awaitedType, ownedType } from "../contracts/owned-type.ts";
import { calleesOf, type Callees } from "./callees.ts";
import { callEvents, readEvents, startEvents } from "./calls.ts";
import { capturesOfClosures, closuresOf, setByClosures } from "./closures.ts";
import { definitionsOf, type Definitions } from "./definitions.ts";
import { doneFlagsOf, failuresOf } from "./failures.ts";
import type { BodyFacts, Event, Owner, Test } from "./facts.ts";
import { findOwners, type OwnersFound } from "./owners.ts";
import type { Pair } from "./pair.ts";
import { pairsOf } from "./pairs.ts";
import { seldomWays } from "./seldom-ways.ts";
import { statementEvents } from "./statements.ts";
import { testOf } from "./tests.ts";
import { throwReason } from "./throws.ts";
import { anyValue } from "./values.ts";
import { endedRoots } from "./view-roots.ts";
import { wholeLocal } from "../whole-local.ts";

/** What the event makers read of the body under collection. */
export interface BodyBuilderFacts {
  readonly body: Body;
  readonly contracts: BodyContracts;
  /** Names of functions that end some owner of this body without being given it. */
  readonly enders: ReadonlySet<string>;
  /** Which loops end some owner of this body by running over it. */
  readonly loopsEnd: "all" | "async" | "none";
  readonly pairs: readonly Pair[];
  readonly callees: Callees;
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
  const loopsEnd = found.owners.some(({ type }) => type.model?.endsWhenIterated === true)
    ? "all"
    : found.owners.some(({ type }) => type.strength === "inferred")
      ? "async"
      : "none";
  const builder: BodyBuilderFacts = {
    body,
    callees: calleesOf(cache, body, definitions),
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
  const tests = testsOf(body, definitions);
  return {
    body,
    owners: found.owners,
    ...columns,
    throws: body.blocks.map((block) => throwReason(builder, block)),
    failures: failuresOf(body, definitions),
    doneFlags: found.owners.some(({ type }) => type.model?.endsWhenDone !== undefined) ? doneFlagsOf(body, definitions) : [],
    diverging: new Set(body.blocks.filter((block) => diverges(contracts, block)).map((block) => block.id)),
    tests,
    seldom: seldomWays(body, contracts, definitions, tests),
    closures: closuresOf(cache, body, pairs),
    capturedBy: capturesOfClosures(cache, body),
    setByClosures: setByClosures(cache, body),
    outer: new Set(body.locals.filter((local) => local.kind.kind === "capture").map((local) => local.id)),
  };
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
    seldom: new Map(),
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
      const ends = builder.loopsEnd === "all" || (builder.loopsEnd === "async" && terminator.async);
      const always: Event[] =
        from === undefined || !ends ? [] : [{ kind: "iterate", via: from, async: terminator.async, span: terminator.span }];
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
