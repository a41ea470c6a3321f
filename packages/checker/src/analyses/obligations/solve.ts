/**
 * Question: for one owner, on which ways out of the body is it still owned, and what touches it after its end?
 *
 * Direction and lattice: forward; a state is a set of disjuncts, one per status (`live`, `released` at a point, …) and, while an
 * exception unwinds, per origin. Disjuncts of one key are joined: values by union, tested conditions by agreement. This is property
 * simulation (Das, Lerner, Seigle: ESP, PLDI 2002): exact in the property, joined elsewhere, so that `if (x) x.close()` correlates.
 *
 * Transfer: the events of `facts.ts` in order (`transfer.ts`); a branch drops the disjuncts for which its test cannot hold; an
 * unwind edge exists if its reason counts in the tier.
 *
 * Input: validated bodies. Guarantees: deterministic; ends after finitely many joins, or says `truncated` and nothing else.
 *
 * Example: `const f = await open(p); if (skip) return; await f.close();` gives a live disjunct at the first return and a released
 * one at the end: one leak, one safe exit.
 */

import type { Tier } from "@freehold/diagnostics/diagnostic";
import type { Block, BlockId, LocalId } from "@freehold/mir/body";
import { successors, type Edge } from "@freehold/mir/walk";
import { returnPlace } from "@freehold/mir/return-place";
import type { EffectOf } from "../../contracts/contract.ts";
import type { BodyFacts, DoneFlag, Owner, Test, ThrowReason, Value } from "../../facts/facts.ts";
import { anyValue, has, nullishValue, ownerValue, truthyValue, union, valueAtEntry } from "../../facts/values.ts";
import { passEdge } from "./branch.ts";
import { noFlags, releaseFlags, type DropFlags } from "./drop-flags.ts";
import { releaseEvidence, type Evidence } from "./evidence.ts";
import { leave } from "./exits.ts";
import type { Outcome } from "./outcome.ts";
import { recording, type Recording } from "./recording.ts";
import { noteSuspension } from "./suspension.ts";
import { soundsStarting } from "../../words.ts";
import { joinDisjuncts, keyOf, noWay, valueOf, type Disjunct, type FailedCall, type State, type Status } from "./state.ts";
import { disturb, draftOf, type Draft, type Recorder, type Transfer } from "./draft.ts";
import { apply } from "./transfer.ts";

const mostDisjuncts = 96;
const mostSteps = 20_000;
/** O(blocks x disjuncts) in practice; both are bounded. */
export function solveOwner(facts: BodyFacts, owner: Owner, tier: Tier, effectOf: EffectOf): Outcome {
  const evidence = releaseEvidence(facts, owner, effectOf);
  const deciding = releaseFlags(facts, evidence);
  const flags = evidence.offered ? deciding : noFlags;
  const problem: Problem = { facts, owner, tier, effectOf, evidence, flags, deciding: new Set(deciding.keys()) };
  const states = fixpoint(problem);
  const record = recording(owner);
  if (states === undefined) return record.truncated();
  for (const block of facts.body.blocks) {
    const state = states.get(block.id);
    if (state !== undefined) recordBlock(problem, block, state, record);
  }
  return record.outcome();
}

interface Problem {
  readonly facts: BodyFacts;
  readonly owner: Owner;
  readonly tier: Tier;
  readonly effectOf: EffectOf;
  readonly evidence: Evidence;
  readonly flags: DropFlags;
  /** The locals that decide whether it is released. */
  readonly deciding: ReadonlySet<LocalId>;
}

/** Absent when the bounds are hit. */
function fixpoint(problem: Problem): ReadonlyMap<BlockId, State> | undefined {
  const entry = problem.facts.body.blocks[0]!;
  const states = new Map<BlockId, Map<string, Disjunct>>([[entry.id, entryState(problem)]]);
  const pending = new Set<BlockId>([entry.id]);
  for (let steps = 0; pending.size > 0; steps++) {
    if (steps > mostSteps) return undefined;
    const id = Math.min(...pending) as BlockId;
    pending.delete(id);
    for (const { target, disjunct } of flowThrough(problem, problem.facts.body.blocks[id]!, states.get(id)!)) {
      const state = states.get(target) ?? new Map<string, Disjunct>();
      states.set(target, state);
      const key = keyOf(disjunct, problem.facts.body.blocks[target]!.cleanup ? "unwinding" : "running", problem.deciding);
      const old = state.get(key);
      const joined = old === undefined ? disjunct : joinDisjuncts(old, disjunct);
      if (joined === old) continue;
      state.set(key, joined);
      if (state.size > mostDisjuncts) return undefined;
      pending.add(target);
    }
  }
  return states;
}

/** Keyed like every state. */
function entryState(problem: Problem): Map<string, Disjunct> {
  const { origin, binding } = problem.owner;
  const disjuncts = origin.kind === "handed" && binding !== undefined ? arrivals(origin, binding) : [atEntry(problem)];
  return new Map(disjuncts.map((disjunct) => [keyOf(disjunct, "running", problem.deciding), disjunct]));
}

/** A callback is called with a value, or with an error and without one. */
function arrivals({ error, release }: Extract<Owner["origin"], { kind: "handed" }>, binding: LocalId): readonly Disjunct[] {
  const arrived = new Map<LocalId, Value>([
    [binding, ownerValue],
    ...(release === undefined ? [] : [[release, ownerValue] as const]),
    ...(error === undefined ? [] : [[error, nullishValue] as const]),
  ]);
  const failed = new Map<LocalId, Value>([[binding, nullishValue], ...(error === undefined ? [] : [[error, truthyValue] as const])]);
  const rest = { way: noWay, conditions: new Map(), guarded: new Set<LocalId>() };
  return [
    { ...rest, status: { kind: "live" }, values: arrived },
    { ...rest, status: { kind: "absent" }, values: failed },
  ];
}

function atEntry({ facts, owner }: Problem): Disjunct {
  const kind = owner.binding === undefined ? undefined : facts.body.locals[owner.binding]?.kind.kind;
  const owned = owner.origin.kind === "given" || owner.origin.kind === "taken";
  const here = owned || (owner.origin.kind === "borrowed" && (kind === "param" || kind === "capture"));
  return {
    status: owned ? { kind: "live" } : here ? { kind: "lent" } : { kind: "absent" },
    way: noWay,
    values: here && owner.binding !== undefined ? new Map([[owner.binding, union(ownerValue, valueAtEntry)]]) : new Map(),
    conditions: new Map(),
    guarded: new Set(),
  };
}

interface Arrival {
  readonly target: BlockId;
  readonly disjunct: Disjunct;
}

function flowThrough(problem: Problem, block: Block, state: State): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (const disjunct of state.values()) {
    const before = runBlock(problem, block, disjunct, undefined);
    if (problem.facts.diverging.has(block.id)) continue;
    for (const edge of successors(block.terminator)) {
      for (const after of takeEdge(problem, block, before, edge, undefined)) arrivals.push({ target: edge.target, disjunct: after });
    }
  }
  return arrivals;
}

/** Statements, then what the terminator does on every way out. Where nothing happens, the bundle is passed on as it is. */
function runBlock(problem: Problem, block: Block, disjunct: Disjunct, recorder: Recorder | undefined): Disjunct {
  let draft: Draft | undefined;
  problem.facts.events[block.id]!.forEach((events, index) => {
    const statement = block.statements[index];
    const returning = statement?.kind === "assign" && statement.target.local === returnPlace ? statement.span : undefined;
    if (events.length === 0 && returning === undefined) return;
    draft ??= draftOf(disjunct);
    const transfer = transferAt(problem, block, index, recorder);
    for (const event of events) apply(transfer, draft, event);
    if (returning !== undefined) draft.way = { ...draft.way, returning };
  });
  return draft ?? disjunct;
}

function transferAt(problem: Problem, block: Block, index: number, recorder: Recorder | undefined): Transfer {
  const { facts, owner, effectOf, evidence, flags } = problem;
  return { facts, owner, recorder, effectOf, flags, releasedLater: evidence.after({ block: block.id, index }), acquisition: "succeeds" };
}

/** The bundles that take an edge: none when its test cannot hold, two when an outcome is told apart. */
function takeEdge(problem: Problem, block: Block, before: Disjunct, edge: Edge, recorder: Recorder | undefined): readonly Disjunct[] {
  const { facts } = problem;
  if (edge.kind === "unwind") {
    const reason = facts.throws[block.id]!;
    if (!counts(reason, problem.tier)) return [];
    return [
      {
        ...shared(before),
        status: statusAfterFailure(problem, block, before),
        way: { returning: undefined, thrown: { span: block.terminator.span, explicit: reason === "explicit" } },
      },
    ];
  }
  if (problem.tier === "definite" && facts.seldom.get(block.id) === edge.kind) return [];
  if (edge.kind === "yes" || edge.kind === "no") return passTest(problem, block, before, edge.kind);
  if (edge.kind !== "normal") return [arrive(problem, block, before, undefined)];
  const transfer = transferAt(problem, block, block.statements.length, recorder);
  const after = arrive(problem, block, before, transfer);
  return after.mayFail === true
    ? [after, arrive(problem, block, before, { ...transfer, recorder: undefined, acquisition: "fails" })]
    : [after];
}

/** The terminator's own effects, where it has come back. */
function arrive({ facts }: Problem, block: Block, before: Disjunct, transfer: Transfer | undefined): Arrived {
  const events = transfer === undefined ? [] : facts.arrivals[block.id]!;
  const way = transfer !== undefined && setsReturnPlace(block) ? { ...before.way, returning: block.terminator.span } : before.way;
  const disturbs = facts.setByClosures.size > 0 && letsOthersRun(block);
  if (events.length === 0 && !disturbs) return { ...shared(before), way };
  const after = draftOf(shared(before));
  if (transfer !== undefined) for (const event of events) apply(transfer, after, event);
  after.way = way;
  if (disturbs) disturb(facts, after);
  return after;
}

type Arrived = Disjunct & Pick<Draft, "mayFail">;

function letsOthersRun({ terminator: { kind } }: Block): boolean {
  return kind === "call" || kind === "await" || kind === "yield";
}

/** A client whose own `connect` failed holds nothing; some values are as good as ended by the failure of a method. */
function statusAfterFailure(problem: Problem, block: Block, before: Disjunct): Status {
  const { facts, owner } = problem;
  if (isAwaitOfOwner(block, before)) return { kind: "absent" };
  if (before.failure !== undefined && failsBy(block, before.failure)) return before.failure.status;
  const failure = facts.failures.get(block.id);
  if (
    failure !== undefined &&
    before.status.kind === "deferred" &&
    owner.type.model?.idleUntil?.includes(failure.member) === true &&
    has(valueOf(before, failure.via), ownerValue)
  )
    return { kind: "live" };
  if (failure === undefined || before.status.kind !== "live" || !has(valueOf(before, failure.via), ownerValue)) return before.status;
  // A body that releases it elsewhere shows that it means to, broken or not.
  const ends =
    (owner.type.model?.endsOnFailure?.includes(failure.member) === true && !meansToEnd(problem)) ||
    (owner.type.model === undefined && (failure.kept === true || isBrokenBy(problem, failure.member)));
  return ends ? { kind: "given", at: block.terminator.span, how: "thrown" } : before.status;
}

/**
 * Of a type that no model knows, a method of its own that fails has most often left nothing to end; perhaps not where the body ends it
 * elsewhere. A writer is closed by writing.
 */
function isBrokenBy({ owner: { type }, tier, evidence }: Problem, member: string): boolean {
  if (soundsStarting(member) || (/Writ(?:er|able)/.test(type.name) && member.startsWith("write"))) return true;
  return (type.code === "ends" || type.code === "empties") && !(tier === "maybe" && evidence.anywhere);
}

/** The call itself throws, or its promise is rejected. */
function failsBy({ terminator }: Block, { call, promise }: FailedCall): boolean {
  if (terminator.kind === "call") return terminator.span.start <= call.start && call.end <= terminator.span.end;
  return terminator.kind === "await" && terminator.operand.kind === "place" && terminator.operand.place.local === promise;
}

/** Of a `MaybePromise<File>` the await is what acquires: where it fails, there is nothing. */
function isAwaitOfOwner({ terminator }: Block, before: Disjunct): boolean {
  if (terminator.kind !== "await" || terminator.operand.kind !== "place" || terminator.operand.place.path.length > 0) return false;
  return before.status.kind === "live" && has(valueOf(before, terminator.operand.place.local), ownerValue);
}

/** A writer that is only closed lets go with its stream; one that is unlocked elsewhere was to be unlocked here too. */
function meansToEnd({ owner, evidence, tier }: Problem): boolean {
  const preferred = owner.type.release[0];
  const usable = owner.type.model?.usableAfter ?? [];
  return tier === "definite"
    ? preferred !== undefined && evidence.methods.has(preferred)
    : evidence.anywhere && ![...evidence.methods].every((method) => usable.includes(method));
}

/** What a test says beyond the value of its local: the owner is exhausted, or its state was looked at before it was released. */
function passTest(problem: Problem, block: Block, before: Disjunct, edge: "yes" | "no"): readonly Disjunct[] {
  const test = problem.facts.tests.get(block.id);
  const passed = test === undefined ? [shared(before)] : passEdge(test, draftOf(shared(before)), edge, problem.owner);
  if (test === undefined || !(isAskedFor(before, test) || endsByTest(problem, block, before, test, edge))) return passed;
  return passed.map((disjunct) => ({ ...disjunct, status: { kind: "given", at: block.terminator.span, how: "argument" } }));
}

/** `if (response.writableEnded) return;` after its end: whoever asks knows how it stands. */
function isAskedFor({ status, values }: Disjunct, test: Test): boolean {
  if (status.kind !== "released" || test.kind !== "condition") return false;
  return test.locals.some((local) => has(values.get(local) ?? anyValue, ownerValue) && looksAtState(test.key, local));
}

function endsByTest({ facts, owner, evidence }: Problem, block: Block, before: Disjunct, test: Test, edge: "yes" | "no"): boolean {
  if (before.status.kind !== "live") return false;
  const { model } = owner.type;
  const holds = (edge === "yes") !== test.negated;
  const done = facts.doneFlags.some(
    (flag) => tells(test, flag, holds) && model?.endsWhenDone?.includes(flag.member) === true && has(valueOf(before, flag.via), ownerValue),
  );
  if (done) return true;
  if (test.kind !== "condition" || block.terminator.kind !== "branch") return false;
  const looked =
    test.locals.some((local) => has(valueOf(before, local), ownerValue) && looksAtState(test.key, local)) ||
    model?.heldWhile?.some((member) => test.key.endsWith(`.${member}`)) === true;
  const [here, there] = edge === "yes" ? [block.terminator.yes, block.terminator.no] : [block.terminator.no, block.terminator.yes];
  return looked && !evidence.after({ block: here, index: -1 }) && evidence.after({ block: there, index: -1 });
}

/** The flag is set: `step.done`, `step.done === true`, not `step.done === false`. */
function tells(test: Test, flag: DoneFlag, holds: boolean): boolean {
  if (test.kind === "local") return holds && flag.field === undefined && test.test === "truthy" && test.local === flag.local;
  if (test.kind !== "condition" || flag.field !== "done") return false;
  const place = `%${flag.local}.done`;
  return test.key === (holds ? `truthy ${place}` : isFalse(place)) || (holds && test.key === isTrue(place));
}

function isTrue(place: string): string {
  return `${place} === {"kind":"boolean","value":true}`;
}

function isFalse(place: string): string {
  return `${place} === {"kind":"boolean","value":false}`;
}

/** `decoder.state !== "closed"`, `session.owner === owner`: the value itself says whether it is to be released; its size does not. */
function looksAtState(key: string, local: LocalId): boolean {
  return [...key.matchAll(/%(\d+)\.([#\w$]+)/g)].some((match) => Number(match[1]) === local && stateWord.test(match[2]!));
}

const stateWord =
  /^#?_?(?:is)?(?:closed?|destroyed|disposed|released|freed|aborted|finalized|ended|readyState|state|status|connected|open(?:ed)?|hasEnded|finished|headersSent|(?:writable|readable)(?:Ended|Finished)?|closing|owner)$/i;

function setsReturnPlace({ terminator }: Block): boolean {
  return "destination" in terminator && terminator.destination.local === returnPlace;
}

/** What is passed on is never written to again, so its maps need no copies. */
function shared({ status, way, values, conditions, guarded, failure }: Disjunct): Disjunct {
  return { status, way, values, conditions, guarded, ...(failure && { failure }) };
}

/** Which exceptions a tier believes in. */
function counts(reason: ThrowReason, tier: Tier): boolean {
  switch (reason) {
    case "explicit":
    case "outside":
      return true;
    case "likely":
      return tier === "maybe";
    case "implicit":
    case "release":
    case "never":
      return false;
  }
}

function recordBlock(problem: Problem, block: Block, state: State, record: Recording): void {
  for (const disjunct of state.values()) {
    const before = runBlock(problem, block, disjunct, record);
    for (const edge of successors(block.terminator))
      if (edge.kind === "normal" && !problem.facts.diverging.has(block.id)) takeEdge(problem, block, before, edge, record);
    noteSuspension(problem.owner, block.terminator, before, record);
    if (problem.owner.type.model?.guard === true && before.status.kind === "live") record.heldAt(block.id);
    leave(problem.facts, problem.owner, block, before, record);
  }
}
