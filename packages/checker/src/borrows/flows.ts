/** What flows into the place that a node writes: the regions of its operands, by way of the types in between. */

import type { Statement, Terminator } from "@freehold/mir/body";
import { givenBack, keptArgument } from "./collection-method.ts";
import { elementOf, positionOf } from "./elements.ts";
import type { Value } from "./evaluate.ts";
import { staticRegion } from "./instantiate.ts";
import { isKeptByStranger } from "./kept-closures.ts";
import { expectedMember, membersOf } from "./members.ts";
import type { TypedPlace } from "./place.ts";
import { relate } from "./relate.ts";
import type { Subset } from "./step.ts";
import { regionsOf, type Type } from "./type.ts";
import { resultType, returnedArgument, type BodyTypes, type TypedCall } from "./typing.ts";

export function flowOf(
  types: BodyTypes,
  node: Extract<Statement, { kind: "assign" }>,
  values: readonly Value[],
): (to: TypedPlace) => readonly Subset[] {
  const { value } = node;
  switch (value.kind) {
    case "use":
      return (to) => values.flatMap(({ type }) => relate(type, to.type));
    case "closure":
      return (to) => [...relate(withCaptured(types.closure(node), values), to.type), ...lentByClosure(types, types.closure(node), values)];
    case "array":
    case "object":
      return ({ type }) =>
        membersOf(types, value).flatMap((member, index) => {
          const given = values[index]!.type;
          if (member.spread) return relate(given, type);
          const into = expectedMember(type, member);
          return into === undefined ? [] : relate(given, into);
        });
    default:
      return () => [];
  }
}

/** What the closure's own code hands to somebody who keeps it, or puts into another variable that it captures. */
function lentByClosure(types: BodyTypes, type: Type, values: readonly Value[]): readonly Subset[] {
  if (type.kind !== "closure") return [];
  return type.captures.flatMap(({ kept, into }, index) => {
    const targets = [...(kept ? [staticRegion] : []), ...into.flatMap((local) => regionsOf(types.localType(local)))];
    return targets.flatMap((to) => regionsOf(values[index]!.type).map((from) => ({ from, to })));
  });
}

/** The closure as it is made here and now. */
function withCaptured(type: Type, values: readonly Value[]): Type {
  if (type.kind !== "closure") return type;
  return { ...type, captures: type.captures.map((each, index) => ({ ...each, type: values[index]?.type ?? each.type })) };
}

/** What a turn of a loop or a part of a pattern gets. Behind the first part of a list's pattern nothing is taken in anew. */
export function nextFlow(
  types: BodyTypes,
  node: Extract<Terminator, { kind: "next" }>,
  [value]: readonly Value[],
): (to: TypedPlace) => readonly Subset[] {
  const isPart = positionOf(types, node) !== undefined;
  const from = value?.type ?? types.typeOf(node.iterated);
  return (to) => relate(isPart ? from : elementOf(from), to.type);
}

export function callFlow(
  types: BodyTypes,
  node: Extract<Terminator, { kind: "call" }>,
  values: readonly Value[],
): (to: TypedPlace) => readonly Subset[] {
  const typed = types.call(node);
  switch (typed.kind) {
    case "borrow":
    case "move":
      return (to) => values.flatMap(({ type }) => relate(type, to.type));
    case "signature": {
      const { instance, isMethod } = typed;
      const expected = isMethod ? [instance.receiver, ...instance.arguments] : instance.arguments;
      const passed = values.flatMap(({ type }, index) => {
        const parameter = expected[index];
        return parameter === undefined ? [] : relate(type, parameter);
      });
      return (to) => [...passed, ...typed.bounds, ...relate(resultType(types, node), to.type)];
    }
    case "collection":
      return (to) => collectionFlow(typed, node.args.length, values, to);
    case "closure":
      return typed.async ? (to) => intoRunning(values, to) : () => [];
    case "wait":
      return (to) => intoRunning(values, to);
    case "somebody": {
      const passed = values.slice(values.length - node.args.length);
      const isKept = ({ type }: Value, index: number): boolean =>
        isKeptByStranger(node, type) || (regionsOf(type).length > 0 && types.handling(node, index) === "taken");
      const kept = passed.filter(isKept).flatMap(({ type }) => regionsOf(type));
      const back = returnedArgument(types, node);
      const given = back === undefined ? undefined : passed[back];
      return (to) => [...kept.map((from) => ({ from, to: staticRegion })), ...(given === undefined ? [] : relate(given.type, to.type))];
    }
  }
}

function intoRunning(values: readonly Value[], { type: to }: TypedPlace): readonly Subset[] {
  if (to.kind !== "running") return [];
  return values.flatMap(({ type }) => regionsOf(type)).map((from) => ({ from, to: to.region }));
}

/** What is put in flows into the elements, and what comes out lives no longer than the borrow of the collection. */
function collectionFlow(
  { of, name }: Extract<TypedCall, { kind: "collection" }>,
  count: number,
  values: readonly Value[],
  to: TypedPlace,
): readonly Subset[] {
  const receiver = values.length > count ? values[0] : undefined;
  const lent = receiver?.type.kind === "borrow" ? receiver.type : undefined;
  const elements = lent?.of.kind === "collection" ? lent.of : of;
  const stored = values.slice(values.length - count).flatMap(({ type }, index) => {
    const into = keptArgument(elements, name, index);
    return into === undefined ? [] : relate(type, into);
  });
  const given = givenBack(elements, name);
  if (given === undefined) return stored;
  const { type } = given;
  const back: Type = given.how === "lent" && type.kind === "borrow" && lent !== undefined ? { ...type, region: lent.region } : type;
  return [...stored, ...relate(back, to.type)];
}
