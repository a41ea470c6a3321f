/** What a branch tells about a local, or about a condition that is asked again later. */

import type { Body, Block, LocalId, Operand, Place, Rvalue } from "@freehold/mir/body";
import { choiceOf, defaultOf } from "./chosen-values.ts";
import type { Definitions } from "./definitions.ts";
import type { Test } from "./facts.ts";
import { flagBeside, isSettled, placeBehind } from "./linked-tests.ts";
import { wholeLocal } from "../whole-local.ts";
import { anyValue, everyValue, falsyPart, falsyValue, nonNullishPart, nullishValue, truthyPart, truthyValue, union } from "./values.ts";

const pureOperators = /^(?:===|!==|==|!=|<|>|<=|>=|instanceof|in|typeof|!|-|\+)$/;

export function testOf(body: Body, definitions: Definitions, block: Block): Test | undefined {
  return linked(body, block, branchTest(body, definitions, block, 0));
}

function branchTest(body: Body, definitions: Definitions, { terminator }: Block, depth: number): Test | undefined {
  if (terminator.kind !== "branch" || terminator.operand.kind !== "place") return undefined;
  const { place } = terminator.operand;
  return terminator.test === "nullish"
    ? placeTest(body, definitions, place, "nullish", false)
    : truthTest(body, definitions, place, false, depth);
}

function linked(body: Body, block: Block, test: Test | undefined): Test | undefined {
  if (test?.kind !== "local" && test?.kind !== "value") return test;
  const flag = flagBeside(body, block, test.local);
  const place = test.kind === "local" || test.yes === nullishValue ? placeBehind(body, block, test.local) : undefined;
  return { ...test, ...(flag && { flag }), ...(place && { place }) };
}

function truthTest(body: Body, definitions: Definitions, place: Place, negated: boolean, depth: number): Test | undefined {
  const value = place.path.length === 0 && isTemporary(body, place.local) ? definitions.values.get(place.local) : undefined;
  if (value === undefined || depth > 8) return placeTest(body, definitions, place, "truthy", negated);
  if (value.kind === "unary" && value.operator === "!" && value.operand.kind === "place")
    return truthTest(body, definitions, value.operand.place, !negated, depth + 1);
  if (value.kind === "use" && value.operand.kind === "place") return truthTest(body, definitions, value.operand.place, negated, depth + 1);
  return (
    comparisonTest(definitions, value, negated) ??
    choiceTest(body, definitions, value, negated, depth) ??
    conditionTest(body, definitions, value, negated) ??
    placeTest(body, definitions, place, "truthy", negated)
  );
}

function placeTest(body: Body, definitions: Definitions, place: Place, test: "truthy" | "nullish", negated: boolean): Test | undefined {
  if (place.path.length === 0)
    return namedTest(body, definitions, place.local, negated) ?? { kind: "local", local: place.local, test, negated };
  const key = operandKey(body, definitions, { kind: "place", place, span: body.span }, 0);
  return key === undefined ? undefined : { kind: "condition", key: `${test} ${key.text}`, locals: key.locals, negated };
}

/** `const owns = given === undefined`, `const owns = !options.file`: a test of `owns` is one of `given`, which stays what it was. */
function namedTest(body: Body, definitions: Definitions, local: LocalId, negated: boolean): Test | undefined {
  const value = held(definitions, valueOf(body, definitions, local));
  if (value?.kind !== "unary" && value?.kind !== "binary") return undefined;
  const test =
    value.kind === "unary" && value.operator === "!" && value.operand.kind === "place"
      ? truthTest(body, definitions, value.operand.place, !negated, 1)
      : (comparisonTest(definitions, value, negated) ?? conditionTest(body, definitions, value, negated));
  return test !== undefined && staysAsItWas(body, test, local) ? test : undefined;
}

/** The only one that a variable ever gets, or where nobody says another one. */
function valueOf(body: Body, { values }: Definitions, local: LocalId): Rvalue | undefined {
  const { kind } = body.locals[local]!.kind;
  return (
    (kind === "binding" ? values.get(local) : undefined) ?? (kind === "binding" || kind === "param" ? defaultOf(body, local) : undefined)
  );
}

/** `const owner = given ? "caller" : "us"`: a test of `owner === "us"` is one of `given`. */
function choiceTest(body: Body, definitions: Definitions, value: Rvalue, negated: boolean, depth: number): Test | undefined {
  if (value.kind !== "binary" || !/^[!=]==?$/.test(value.operator) || value.right.kind !== "constant") return undefined;
  const local = wholeLocal(value.left);
  const choice = local === undefined ? undefined : choiceOf(body, local, value.right.value);
  const test = choice && branchTest(body, definitions, choice.by, depth + 1);
  if (local === undefined || choice === undefined || test === undefined || !staysAsItWas(body, test, local)) return undefined;
  const opposite = (choice.edge === "no") !== (value.operator.startsWith("!") !== negated);
  return { ...test, negated: test.negated !== opposite };
}

/** Whatever it asks about is not set any more. */
function staysAsItWas(body: Body, test: Test, since: LocalId): boolean {
  return localsOf(test).every((each) => body.locals[each]?.kind.kind !== "this" && isSettled(body, each, since));
}

/** Through the temporary that a variable is set from. */
function held(definitions: Definitions, value: Rvalue | undefined): Rvalue | undefined {
  return value?.kind === "use" && value.operand.kind === "place" && value.operand.place.path.length === 0
    ? definitions.values.get(value.operand.place.local)
    : value;
}

function localsOf(test: Test): readonly LocalId[] {
  return "locals" in test ? test.locals : [test.local];
}

/** `x === undefined`, `x != null`; null and undefined count as one, few variables hold both. `fd !== -1`, `fd >= 0`. */
function comparisonTest(definitions: Definitions, value: Rvalue, negated: boolean): Test | undefined {
  if (value.kind !== "binary" || !/^(?:[!=]==?|[<>]=?)$/.test(value.operator)) return undefined;
  const [subject, constant] = isConstant(definitions, value.left) ? [value.right, value.left] : [value.left, value.right];
  if (subject.kind !== "place" || subject.place.path.length > 0 || !isConstant(definitions, constant)) return undefined;
  const flip = value.operator.startsWith("!") !== negated;
  const local = subject.place.local;
  if (constant.kind === "constant" && (constant.value.kind === "undefined" || constant.value.kind === "null")) {
    return /^[!=]/.test(value.operator) ? { kind: "value", local, yes: nullishValue, no: nonNullishPart, negated: flip } : undefined;
  }
  if (constant.kind === "constant" && constant.value.kind === "boolean")
    return booleanTest(value.operator, local, constant.value.value, flip);
  // Any other constant is one of many values: whoever asks twice asks for the same condition.
  if (!isNoHandle(constant, value.operator)) return undefined;
  if (/^[!=]/.test(value.operator)) return { kind: "value", local, yes: anyValue, no: everyValue, negated: flip };
  return value.operator.startsWith(">") && subject === value.left
    ? { kind: "value", local, yes: everyValue, no: anyValue, negated }
    : undefined;
}

/** `failed === false`: who compares with a boolean has one, or nothing yet. */
function booleanTest(operator: string, local: LocalId, constant: boolean, negated: boolean): Test | undefined {
  if (!/^[!=]/.test(operator)) return undefined;
  const [same, other] = constant ? [truthyValue, falsyPart] : [falsyValue, union(truthyPart, nullishValue)];
  return { kind: "value", local, yes: same, no: other, negated };
}

/** What is below every descriptor: minus one, and zero where it is a bound. */
function isNoHandle(constant: Operand, operator: string): boolean {
  if (constant.kind !== "constant") return true;
  return constant.value.kind === "number" && (constant.value.value < 0 || (constant.value.value === 0 && /^[<>]/.test(operator)));
}

/** A literal, or minus one. */
function isConstant(definitions: Definitions, operand: Operand): boolean {
  if (operand.kind === "constant") return true;
  const value = operand.place.path.length === 0 ? definitions.values.get(operand.place.local) : undefined;
  return value?.kind === "unary" && value.operator === "-" && value.operand.kind === "constant";
}

function conditionTest(body: Body, definitions: Definitions, value: Rvalue, negated: boolean): Test | undefined {
  const key = rvalueKey(body, definitions, value, 0);
  if (key === undefined) return undefined;
  const inverted = value.kind === "binary" && value.operator.startsWith("!");
  const asked = { key: inverted ? key.text.replace("!=", "==") : key.text, locals: key.locals, negated: negated !== inverted };
  const type = value.kind === "binary" ? askedType(body, definitions, value) : undefined;
  return type === undefined ? { kind: "condition", ...asked } : { kind: "type", ...asked, ...type };
}

/** `typeof descriptor === "number"`, `stream instanceof Socket`, `descriptor !== 1`. */
function askedType(
  { locals }: Body,
  { values }: Definitions,
  { operator, left, right }: Extract<Rvalue, { kind: "binary" }>,
): Pick<Extract<Test, { kind: "type" }>, "local" | "by" | "type"> | undefined {
  const subject = wholeLocal(left);
  if (subject === undefined) return undefined;
  if (operator === "instanceof") {
    const type = right.kind === "place" ? locals[right.place.local]?.name : undefined;
    return type === undefined ? undefined : { local: subject, by: "instanceof", type };
  }
  if (/^[!=]==?$/.test(operator) && isStandardStream(right)) return { local: subject, by: "value", type: "number" };
  const asked = values.get(subject);
  const local = asked?.kind === "unary" && asked.operator === "typeof" ? wholeLocal(asked.operand) : undefined;
  if (local === undefined || !/^[!=]==?$/.test(operator) || right.kind !== "constant" || right.value.kind !== "string") return undefined;
  return { local, by: "typeof", type: right.value.value };
}

/** The descriptors that nobody opens. */
function isStandardStream(operand: Operand): boolean {
  return operand.kind === "constant" && operand.value.kind === "number" && [0, 1, 2].includes(operand.value.value);
}

interface Key {
  readonly text: string;
  readonly locals: readonly LocalId[];
}

/** A text that is equal for conditions that are equal, as long as no local in it is set in between. */
function rvalueKey(body: Body, definitions: Definitions, value: Rvalue, depth: number): Key | undefined {
  if (value.kind === "use") return operandKey(body, definitions, value.operand, depth);
  if (value.kind === "unary" && pureOperators.test(value.operator)) {
    const operand = operandKey(body, definitions, value.operand, depth);
    return operand && { text: `${value.operator} ${operand.text}`, locals: operand.locals };
  }
  if (value.kind !== "binary" || !pureOperators.test(value.operator)) return undefined;
  const left = operandKey(body, definitions, value.left, depth);
  const right = operandKey(body, definitions, value.right, depth);
  if (left === undefined || right === undefined) return undefined;
  return { text: `${left.text} ${value.operator} ${right.text}`, locals: [...left.locals, ...right.locals] };
}

function operandKey(body: Body, definitions: Definitions, operand: Operand, depth: number): Key | undefined {
  if (operand.kind === "constant") return { text: JSON.stringify(operand.value), locals: [] };
  const { local, path } = operand.place;
  if (path.some((step) => step.kind === "index")) return undefined;
  const suffix = path.map((step) => (step.kind === "field" ? `.${step.name}` : "")).join("");
  const definition = isTemporary(body, local) ? definitions.values.get(local) : undefined;
  if (isTemporary(body, local)) {
    if (definition === undefined || depth > 4) return undefined;
    const inner = rvalueKey(body, definitions, definition, depth + 1);
    return inner && { text: `(${inner.text})${suffix}`, locals: inner.locals };
  }
  return { text: `%${local}${suffix}`, locals: [local] };
}

function isTemporary(body: Body, local: LocalId): boolean {
  return body.locals[local]?.kind.kind === "temporary";
}
