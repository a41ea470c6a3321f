/** The builder of a body's steps: hands out ids, and links each step to the next. */

import type { BlockId, LocalId } from "@freehold/mir/body";
import { dominates } from "@freehold/mir/cfg/dominators";
import type { Value } from "./evaluate.ts";
import { dominatorsOf } from "./evaluation-order.ts";
import type { Input } from "./inputs.ts";
import type { TypedPlace } from "./place.ts";
import type { BorrowFacts, Loan, LoanId, PlainFault, Step, StepId, ValueId } from "./step.ts";
import type { Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

export interface StepDraft {
  readonly types: BodyTypes;
  step(parts: StepParts): void;
  loan(loan: Omit<Loan, "id">): LoanId;
  value(type: Type): ValueId;
  localValue(local: LocalId): ValueId;
  /** Not an import, a global or a variable of somebody else. */
  isOwnValue(place: TypedPlace): boolean;
  fault(fault: PlainFault): void;
  /** What was evaluated before the node that takes it. */
  keep(input: Input, value: Value): void;
  kept(input: Input): Value | undefined;
  startBlock(block: BlockId): void;
  /** What a loop did so far in its head it does once: its next turn enters here. */
  startTurns(): void;
  /** What follows does not happen where the result is missing. */
  startResult(): void;
  endBlock(exits: readonly Exit[]): void;
  finish(): BorrowFacts;
}

/** A way out of a block. */
export interface Exit {
  readonly target: BlockId;
  /** A call that throws gives no result, nor does an iterator at its end. */
  readonly result: "given" | "missing";
  /** A variable that has no promise in it where this way is taken. */
  readonly without: LocalId | undefined;
}

export type StepParts = Partial<Omit<Step, "span" | "successors">> & Pick<Step, "span">;

/** Most steps do one thing, so most of their lists are this one. */
const none: readonly never[] = [];

export function draftSteps(types: BodyTypes): StepDraft {
  const steps: (Step & { readonly successors: StepId[] })[] = [];
  const loans: Loan[] = [];
  const values: Type[] = types.body.locals.map(({ id }) => types.localType(id));
  const faults: PlainFault[] = [];
  const keptValues = new Map<Input, Value>();
  const starts = new Map<BlockId, StepId>();
  const turns = new Map<BlockId, StepId>();
  const ends: { readonly block: BlockId; readonly last: StepId; readonly target: BlockId }[] = [];
  let current = 0 as BlockId;
  let beforeResult: StepId | undefined;
  let isFirst = true;
  return {
    types,
    step({
      span,
      accesses = none,
      writes = none,
      uses = none,
      drops = none,
      defines,
      subsets = none,
      issues = none,
      moves,
      initialises,
      settles,
      opens,
      buries,
    }) {
      const id = steps.length as StepId;
      if (!isFirst) steps[id - 1]!.successors.push(id);
      isFirst = false;
      steps.push({
        span,
        accesses,
        writes,
        uses,
        drops,
        defines,
        subsets,
        issues,
        moves,
        initialises,
        settles,
        opens,
        buries,
        successors: [],
      });
    },
    loan(loan) {
      const id = loans.length as LoanId;
      loans.push({ ...loan, id });
      return id;
    },
    value(type) {
      values.push(type);
      return (values.length - 1) as ValueId;
    },
    localValue: (local) => local as number as ValueId,
    isOwnValue({ local }) {
      const { kind } = types.body.locals[local]!.kind;
      return kind !== "import" && kind !== "global";
    },
    fault: (fault) => void faults.push(fault),
    keep: (input, value) => void keptValues.set(input, value),
    kept: (input) => keptValues.get(input),
    startBlock(block) {
      starts.set(block, steps.length as StepId);
      current = block;
      isFirst = true;
      // A block without steps still has to be passed.
      const { statements, terminator } = types.body.blocks[block]!;
      this.step({ span: (statements[0] ?? terminator).span });
    },
    startTurns() {
      turns.set(current, steps.length as StepId);
      this.step({ span: types.body.blocks[current]!.terminator.span });
    },
    startResult() {
      beforeResult = (steps.length - 1) as StepId;
    },
    endBlock(exits) {
      const end = (steps.length - 1) as StepId;
      for (const { target, result, without } of exits) {
        if (without !== undefined) {
          isFirst = true;
          steps[end]!.successors.push(steps.length as StepId);
          this.step({ span: types.body.blocks[current]!.terminator.span, settles: without });
        }
        const last = without === undefined ? end : ((steps.length - 1) as StepId);
        ends.push({ block: current, last: result === "missing" ? (beforeResult ?? end) : last, target });
      }
      beforeResult = undefined;
    },
    finish() {
      for (const { block, last, target } of ends) {
        const turn = turns.get(target);
        const isTurn = turn !== undefined && dominates(dominatorsOf(types.body), target, block);
        const entry = isTurn ? turn : starts.get(target);
        if (entry !== undefined) steps[last]!.successors.push(entry);
      }
      return { types, steps, loans, values, faults };
    },
  };
}
