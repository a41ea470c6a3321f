/** Collects the steps of a body: walks its blocks, evaluates operands as their expected types ask, and writes down what happens. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, LocalId, Place, Point, Rvalue, Statement, Terminator } from "@freehold/mir/body";
import { remembering } from "@freehold/mir/remembering";
import { definedPlace, successors } from "@freehold/mir/walk";
import { absentPromise } from "./absent.ts";
import { draftSteps, type Exit, type StepDraft } from "./draft.ts";
import { endsWithScope, seenByDestructor } from "./ends.ts";
import { evaluate, faultUsedUp, touch, type Value } from "./evaluate.ts";
import { lentTwice } from "./lent-twice.ts";
import { blockOrder, evaluatedBefore, hull } from "./evaluation-order.ts";
import { spansAfter, type Input } from "./inputs.ts";
import { endingTemporaries } from "./temporaries.ts";
import { assignedPlace, typedPlace, type TypedPlace } from "./place.ts";
import { relate } from "./relate.ts";
import { awaited } from "./running.ts";
import { callFlow, flowOf, nextFlow } from "./flows.ts";
import type { BorrowFacts, Subset, ValueId } from "./step.ts";
import type { Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

/** Of types that are worked out to the end. */
export const stepsOf = remembering(collectSteps);

function collectSteps(types: BodyTypes): BorrowFacts {
  const { body } = types;
  const draft = draftSteps(types);
  const early = earlyInputs(types);
  const resumes = body.blocks.map(onlyResumes);
  for (const id of blockOrder(body)) {
    if (resumes[id] === true) continue;
    const block = body.blocks[id]!;
    draft.startBlock(id);
    if (isLoopOverElements(block)) {
      for (const input of types.inputs(block.terminator)) draft.keep(input, evaluate(draft, input));
      draft.startTurns();
    }
    for (const node of [...block.statements, block.terminator]) {
      for (const input of early.get(node) ?? []) draft.keep(input, evaluate(draft, input));
      collectNode(draft, node);
      endLocals(draft, endingTemporaries(types, node), node.span);
    }
    draft.endBlock(exitsOf(types, block, resumes));
  }
  return draft.finish();
}

/** `for (… of list)`: the list is evaluated once, before the first turn. */
function isLoopOverElements({ statements, terminator }: Block): boolean {
  return statements.length === 0 && terminator.kind === "next" && terminator.position === undefined;
}

/** Inputs that are evaluated before the node that takes them, by the node that they come before. */
function earlyInputs(types: BodyTypes): ReadonlyMap<Statement | Terminator, readonly Input[]> {
  const found = new Map<Statement | Terminator, Input[]>();
  const { body } = types;
  for (const { id, statements, terminator } of body.blocks) {
    [...statements, terminator].forEach((node, index) => {
      const inputs = types.inputs(node);
      if (inputs.length < 2) return;
      inputs.forEach((input, position) => {
        if (input.operand.kind === "constant") return;
        const before = nodeAt(body, evaluatedBefore(body, { block: id, index }, hull(spansAfter(inputs, position))));
        if (before !== node) found.set(before, [...(found.get(before) ?? []), input]);
      });
    });
  }
  return found;
}

function nodeAt({ blocks }: Body, { block, index }: Point): Statement | Terminator {
  const { statements, terminator } = blocks[block]!;
  return statements[index] ?? terminator;
}

function collectNode(draft: StepDraft, node: Statement | Terminator): void {
  const inputs = draft.types.inputs(node);
  const values = inputs.map((input) => draft.kept(input) ?? evaluate(draft, input));
  const settled = values.map((value) => value.settle());
  switch (node.kind) {
    case "assign":
      if (node.value.kind === "closure")
        faultUsedUp(draft, draft.types.closure(node), typedPlace(draft.types.localType(node.target.local), node.target).type);
      store(draft, node.target, node.span, settled, flowOf(draft.types, node, settled));
      if (isUndefined(node.value)) draft.step({ span: node.span, opens: node.target.local });
      return;
    case "call":
      for (const fault of lentTwice(draft.types, inputs)) draft.fault(fault);
      draft.startResult();
      return store(draft, node.destination, node.span, settled, callFlow(draft.types, node, settled));
    case "await":
      return store(draft, node.destination, node.span, settled, (to) => settled.flatMap(({ type }) => relate(awaited(type), to.type)));
    case "yield": {
      const { yields } = draft.types.universals;
      return store(draft, node.destination, node.span, settled, () =>
        yields === undefined ? [] : settled.flatMap(({ type }) => relate(type, yields)),
      );
    }
    case "next":
      draft.startResult();
      return store(draft, node.destination, node.span, settled, nextFlow(draft.types, node, settled));
    case "storage-dead":
      endLocals(draft, [node.local], node.span);
      return draft.step({ span: node.span, buries: node.local });
    case "return":
    case "closed":
    case "resume":
      return endBody(draft, node.span);
    default: {
      const target = definedPlace(node);
      if (target !== undefined) return store(draft, target, node.span, settled, () => []);
      if (settled.length > 0) draft.step({ span: node.span, uses: usesOf(settled) });
    }
  }
}

/** `let x: T;` too. */
function isUndefined(value: Rvalue): boolean {
  return value.kind === "use" && value.operand.kind === "constant" && value.operand.value.kind === "undefined";
}

/** Writes a place as a whole, or a field of one. */
function store(draft: StepDraft, target: Place, span: Span, values: readonly Value[], flow: (to: TypedPlace) => readonly Subset[]): void {
  const to = assignedPlace(draft.types.localType(target.local), target);
  const isWhole = to.path.length === 0;
  const write = touch(to, "write", span);
  if (!isWhole && to.path.some((step) => step.kind === "deref" && step.how === "shared")) {
    draft.fault({ kind: "written-through", place: to, span, how: "assigned" });
  }
  draft.step({
    span,
    uses: [...usesOf(values), ...referencesOn(draft, to)],
    writes: isTemporary(draft.types, to) ? [] : [write],
    defines: isWhole ? draft.localValue(target.local) : undefined,
    subsets: flow(to),
    initialises: to,
  });
}

/** `pair.left = left` through a `Mut` follows the reference, and so uses it. */
function referencesOn(draft: StepDraft, { local, path }: TypedPlace): readonly ValueId[] {
  return path.some(({ kind }) => kind === "deref") ? [draft.localValue(local)] : [];
}

function isTemporary({ body }: BodyTypes, { local }: TypedPlace): boolean {
  return body.locals[local]!.kind.kind === "temporary";
}

function usesOf(values: readonly Value[]): readonly ValueId[] {
  return values.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** Their scope is over while the body runs on: in reverse order of declaration, as Rust drops. */
function endLocals(draft: StepDraft, locals: readonly LocalId[], span: Span): void {
  for (const local of locals) {
    const type = draft.types.localType(local);
    if (!endsWithScope(type)) continue;
    const place: TypedPlace = { local, path: [], type };
    if (seenByDestructor(type)) draft.step({ span, drops: [draft.localValue(local)] });
    draft.step({ span, accesses: [{ place, how: "end", span }] });
  }
}

function endBody(draft: StepDraft, span: Span): void {
  const { body } = draft.types;
  const owned = body.locals.filter(
    ({ kind }) => kind.kind === "param" || kind.kind === "binding" || (kind.kind === "this" && body.kind !== "constructor"),
  );
  draft.step({ span, uses: [draft.localValue(0 as LocalId)] });
  const running = body.locals.filter(({ id, kind }) => kind.kind !== "return" && isPromise(draft.types.localType(id)));
  draft.step({ span, drops: running.map(({ id }) => draft.localValue(id)) });
  if (body.kind === "module") return;
  endLocals(draft, owned.map(({ id }) => id).reverse(), span);
}

/** Nobody waited for it: it goes on and looks at what it was lent. */
function isPromise(type: Type): boolean {
  return type.kind === "running" && type.what === "promise";
}

/** To take an array apart throws nothing. */
function exitsOf(types: BodyTypes, block: Block, resumes: readonly boolean[]): readonly Exit[] {
  const { terminator } = block;
  const isPattern = terminator.kind === "next" && terminator.position !== undefined;
  const absent = terminator.kind === "branch" ? absentPromise(types, block, terminator) : undefined;
  return successors(terminator)
    .filter(({ kind, target }) => resumes[target] !== true && (!isPattern || kind !== "unwind"))
    .map(({ kind, target }) => ({
      target,
      result: kind === "unwind" || kind === "done" ? "missing" : "given",
      without: absent?.way === kind ? absent.local : undefined,
    }));
}

/** An exception that nobody here looks at ends what every other way out ends too. */
function onlyResumes({ statements, terminator }: Block): boolean {
  return terminator.kind === "resume" && statements.every(({ kind }) => kind === "storage-dead");
}
