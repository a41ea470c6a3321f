/** What one statement does to the locals it touches. */

import { assertNever } from "@freehold/mir/assert";
import type { Constant, LocalId, Operand, Place, Rvalue, Statement } from "@freehold/mir/body";
import { placeText } from "../contracts/callee-path.ts";
import { readEvents } from "./calls.ts";
import type { BodyBuilderFacts } from "./collect.ts";
import { isReturned } from "./definitions.ts";
import type { Event, Value } from "./facts.ts";
import { anyValue, falsyValue, nullValue, truthyValue, undefinedValue } from "./values.ts";
import { wholeLocal } from "../whole-local.ts";

export function statementEvents(facts: BodyBuilderFacts, statement: Statement): readonly Event[] {
  switch (statement.kind) {
    case "storage-live":
      return [{ kind: "set", into: statement.local, value: undefinedValue }];
    case "storage-dead":
      return [{ kind: "forget", local: statement.local }];
    case "read":
      return readOperand(statement.operand);
    case "assign":
      return statement.target.path.length === 0
        ? bindingEvents(facts, statement.target.local, statement.value)
        : storeEvents(facts, statement.target, statement.value, statement.span);
    default:
      return assertNever(statement);
  }
}

export function constantValue(constant: Constant): Value {
  switch (constant.kind) {
    case "undefined":
      return undefinedValue;
    case "null":
      return nullValue;
    case "boolean":
    case "number":
    case "string":
      return constant.value ? truthyValue : falsyValue;
    case "opaque":
      return truthyValue;
  }
}

function bindingEvents(facts: BodyBuilderFacts, into: LocalId, value: Rvalue): readonly Event[] {
  switch (value.kind) {
    case "use":
      return useEvents(facts, into, value.operand);
    case "unary":
      return [...readOperand(value.operand), { kind: "set", into, value: anyValue }];
    case "binary":
      return [
        ...operandEvents(value.operator, value.left),
        ...operandEvents(value.operator, value.right),
        { kind: "set", into, value: anyValue },
      ];
    case "template":
      return [...value.holes.flatMap(countedOperand), { kind: "set", into, value: anyValue }];
    case "object":
    case "array":
      return [
        ...value.members.flatMap((member) => readEvents(member.value).map(counted)),
        { kind: "set", into, value: truthyValue },
        ...containEvents(
          into,
          value.members.map((member) => member.value),
        ),
      ];
    case "closure":
      return [{ kind: "set", into, value: truthyValue }];
    case "rest": {
      const from = wholeLocal(value.of);
      return from === undefined ? [{ kind: "set", into, value: truthyValue }] : [{ kind: "assign", into, from, how: "element" }];
    }
    case "unknown":
      return [...value.operands.flatMap(giveUnknown), { kind: "set", into, value: anyValue }];
    default:
      return assertNever(value);
  }
}

function useEvents({ body, definitions }: BodyBuilderFacts, into: LocalId, operand: Operand): readonly Event[] {
  if (operand.kind === "constant") {
    const told = body.locals[into]?.kind.kind === "binding" && (operand.value.kind === "string" || operand.value.kind === "number");
    return [{ kind: "set", into, value: constantValue(operand.value), ...(told && { constant: operand.value }) }];
  }
  const { local, path } = operand.place;
  if (path.length === 0) return [{ kind: "assign", into, from: local, how: "same" }];
  const first = path[0]!;
  // What is returned, a caller relies on.
  const reads = isReturned(definitions, into) ? readEvents(operand).map(counted) : readEvents(operand);
  return [...reads, { kind: "read", into, from: local, member: first.kind === "field" ? first.name : "[…]" }];
}

function containEvents(into: LocalId, members: readonly Operand[]): readonly Event[] {
  return members.flatMap((member) => {
    const from = wholeLocal(member);
    return from === undefined ? [] : [{ kind: "contain", into, from, how: "literal", span: member.span } as const];
  });
}

/** `this.file = x` gives `x` to the object; `view[i] = n` uses the view. */
function storeEvents(facts: BodyBuilderFacts, target: Place, value: Rvalue, span: Statement["span"]): readonly Event[] {
  const written = readEvents({ kind: "place", place: target, span });
  const operands =
    value.kind === "use"
      ? [value.operand]
      : value.kind === "object" || value.kind === "array"
        ? value.members.map((member) => member.value)
        : [];
  const text = placeText(facts.body, target) ?? "an object";
  const gives = operands.flatMap((operand): Event[] => {
    const via = wholeLocal(operand);
    return via === undefined ? [] : [{ kind: "give", via, kept: true, returning: false, how: "stored", span: operand.span, text }];
  });
  return [...written.filter((event) => event.kind === "use" && event.how === "element"), ...gives];
}

function readOperand(operand: Operand): readonly Event[] {
  const via = wholeLocal(operand);
  return via === undefined ? readEvents(operand) : [{ kind: "use", via, how: "read", member: "", span: operand.span }];
}

/** A comparison asks how things stand; arithmetic, text and messages rely on what they are told. */
function operandEvents(operator: string, operand: Operand): readonly Event[] {
  return /^(?:[-+*/%]|\*\*)$/.test(operator) ? countedOperand(operand) : readOperand(operand);
}

function countedOperand(operand: Operand): readonly Event[] {
  return readOperand(operand).map(counted);
}

/** Of a buffer that is gone every length is nought, and nothing says so. */
function counted(event: Event): Event {
  return event.kind === "use" && event.how === "property" && /^(?:byteLength|length|size)$/.test(event.member)
    ? { ...event, how: "counted" }
    : event;
}

function giveUnknown(operand: Operand): readonly Event[] {
  return operand.kind === "place"
    ? [
        {
          kind: "give",
          via: operand.place.local,
          kept: true,
          returning: false,
          how: "unknown",
          span: operand.span,
          text: "code that could not be read",
        },
      ]
    : [];
}
