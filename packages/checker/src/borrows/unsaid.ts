/** Where a signature that other modules see passes something owned, and says neither `Own` nor `Ref` nor `Mut`. */

import type { Span } from "@freehold/diagnostics/span";
import type { Local, LocalId, Operand, Place } from "@freehold/mir/body";
import type { DeclaredType } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import { instantiate, staticRegion } from "./instantiate.ts";
import { typedPlace } from "./place.ts";
import { isRecursive } from "./recursive-alias.ts";
import type { BorrowFacts } from "./step.ts";
import { copyType, isMoved, regionsOf, type Type } from "./type.ts";
import { resultType, type BodyTypes } from "./typing.ts";
import type { World } from "./world.ts";

export interface Unsaid {
  readonly what: { readonly kind: "parameter"; readonly local: Local } | { readonly kind: "result" };
  /** What should be written. */
  readonly word: "Own" | "Ref" | "Mut";
  /** Of the type that should have the word; absent where none is written. */
  readonly written: { readonly span: Span; readonly isWhole: boolean } | undefined;
  /** Where the code shows which word is right; absent where it only looks. */
  readonly shown: Span | undefined;
}

export function unsaidOf(facts: BorrowFacts): readonly Unsaid[] {
  const { body, world } = facts.types;
  if (!world.declarations.exported.has(body.id)) return [];
  return [...body.params.flatMap((local, index) => unsaidParameter(facts, local, index)), ...unsaidResult(facts.types)];
}

function unsaidParameter(facts: BorrowFacts, local: LocalId, index: number): readonly Unsaid[] {
  const { types } = facts;
  const signature = types.world.declarations.signatures.get(types.body.id);
  const [declared, span] = [signature?.arguments[index], signature?.argumentSpans[index]];
  if (declared === undefined || span === undefined || !isUnsaid(types, declared)) return [];
  const { word, shown } = usedHow(facts, local);
  const what = { kind: "parameter", local: types.body.locals[local]! } as const;
  return [{ what, word, shown, written: { span, isWhole: isOneType(declared) } }];
}

/** By the most that the code does with it. */
function usedHow({ steps }: BorrowFacts, local: LocalId): Pick<Unsaid, "word" | "shown"> {
  const given = steps.find(({ moves }) => moves?.local === local);
  if (given !== undefined) return { word: "Own", shown: given.span };
  const changing = steps
    .flatMap(({ accesses, writes }) => [...accesses, ...writes])
    .find(
      ({ place, how }) =>
        place.local === local && (how === "exclusive" || how === "activate" || (how === "write" && place.path.length > 0)),
    );
  return changing === undefined ? { word: "Ref", shown: undefined } : { word: "Mut", shown: changing.span };
}

function unsaidResult(types: BodyTypes): readonly Unsaid[] {
  const { body, world } = types;
  const signature = world.declarations.signatures.get(body.id);
  if (signature === undefined || body.kind === "constructor" || body.generator) return [];
  const { result, resultSpan } = signature;
  const given = givenBack(types);
  const borrow = given.map(({ type }) => type).find(({ kind }) => kind === "borrow");
  const word = borrow?.kind !== "borrow" ? "Own" : borrow.how === "shared" ? "Ref" : "Mut";
  if (result.kind === "unwritten") {
    const owned = given.find(({ type }) => isMoved(type) || regionsOf(type).length > 0);
    return owned === undefined ? [] : [{ what: { kind: "result" }, word, shown: owned.span, written: undefined }];
  }
  if (resultSpan === undefined || !isUnsaid(types, result)) return [];
  return [{ what: { kind: "result" }, word, shown: undefined, written: { span: resultSpan, isWhole: isOneType(result) } }];
}

interface Given {
  readonly type: Type;
  readonly span: Span;
}

function givenBack(types: BodyTypes): readonly Given[] {
  const isReturn = ({ local, path }: Place): boolean => path.length === 0 && types.body.locals[local]?.kind.kind === "return";
  return types.body.blocks.flatMap(({ statements, terminator }) => [
    ...statements.flatMap((each) =>
      each.kind === "assign" && isReturn(each.target) && each.value.kind === "use" ? [givenOperand(types, each.value.operand)] : [],
    ),
    ...(terminator.kind === "call" && isReturn(terminator.destination)
      ? [{ type: resultType(types, terminator), span: terminator.span }]
      : []),
  ]);
}

/** What lies behind a reference is a borrow, too. */
function givenOperand(types: BodyTypes, operand: Operand): Given {
  const { span } = operand;
  if (operand.kind === "constant") return { type: copyType, span };
  const { path, type } = typedPlace(types.localType(operand.place.local), operand.place);
  const behind = path.find((step) => step.kind === "deref");
  if (behind?.kind !== "deref" || !isMoved(type)) return { type, span };
  return { type: { kind: "borrow", how: behind.how, region: behind.region, of: type }, span };
}

/** Something in it is owned, and no word around it says so. */
function isUnsaid(types: BodyTypes, declared: DeclaredType): boolean {
  return isUnsaidIn({ types, world: types.world }, declared);
}

interface Reading {
  readonly types: BodyTypes;
  readonly world: World;
}

function isUnsaidIn(reading: Reading, declared: DeclaredType): boolean {
  const { types, world } = reading;
  switch (declared.kind) {
    case "named": {
      if (types.universals.environment.types.has(declared.name)) return false;
      const alias = world.aliasOf(declared.name);
      if (world.classOf(declared.name) !== undefined || (alias !== undefined && isRecursive(alias))) {
        return isMoved(instantiate({ world, environment: types.universals.environment, elided: () => staticRegion }, declared));
      }
      if (alias !== undefined) return isUnsaidIn({ types, world: alias.world }, alias.declared.type);
      return declared.arguments.some((each) => isUnsaidIn(reading, each));
    }
    case "array":
      return isUnsaidIn(reading, declared.element);
    case "record":
      return [...declared.fields.values()].some((field) => isUnsaidIn(reading, field));
    case "union":
      return declared.parts.some((part) => isUnsaidIn(reading, part));
    case "borrow":
    case "own":
    case "this":
    case "copy":
    case "nothing":
    case "function":
    case "unwritten":
    case "unknown":
      return false;
    default:
      return assertNever(declared);
  }
}

/** One word around it says all; inside a union or a promise it has another place. */
function isOneType(declared: DeclaredType): boolean {
  return declared.kind === "array" || (declared.kind === "named" && !containers.has(declared.name));
}

const containers: ReadonlySet<string> = new Set(["Promise", "AsyncGenerator", "Generator", "AsyncIterable", "Iterable"]);
