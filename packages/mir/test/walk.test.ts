/** The walks miss nothing that a node holds, whatever its kind. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Statement, Terminator } from "@freehold/mir/body";
import { parseBody } from "@freehold/mir/parse";
import { definedPlace, isTerminator, operandsOf, successors, visitPlaces } from "@freehold/mir/walk";
import { arbitraryBody } from "./arbitrary-body.ts";

/** Every value that stands under one of `keys`, at any depth, in lists too. */
function held(node: unknown, keys: readonly string[]): readonly unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (keys.includes(key) ? [value].flat() : held(value, keys)));
}

const sorted = (values: readonly unknown[]): readonly unknown[] => values.toSorted((a, b) => Number(a) - Number(b));

function everyNode(check: (node: Statement | Terminator) => void): void {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      for (const { statements, terminator } of body.blocks) [...statements, terminator].forEach(check);
    }),
    { numRuns: 500 },
  );
}

test("Every local that a node names is visited as often as it is named", () =>
  everyNode((node) => {
    const visited: number[] = [];
    visitPlaces(node, (place) => visited.push(place.local));
    expect(sorted(visited)).toEqual(sorted(held(node, ["local", "captures"])));
  }));

test("Every operand of a node is listed", () =>
  everyNode((node) => {
    const constants = operandsOf(node).filter((operand) => operand.kind === "constant");
    const places = operandsOf(node).filter((operand) => operand.kind === "place");
    expect(constants).toHaveLength(operandKinds(node).filter((kind) => kind === "constant").length);
    expect(places).toHaveLength(operandKinds(node).filter((kind) => kind === "place").length);
  }));

function operandKinds(node: Statement | Terminator): readonly unknown[] {
  return held(node, ["kind"]).filter((kind) => kind === "constant" || kind === "place");
}

test("Every block that a terminator names is a successor", () =>
  everyNode((node) => {
    if (!isTerminator(node)) return;
    const targets = successors(node).map((edge) => edge.target);
    const named = node.kind === "closed" ? [] : held(node, ["target", "unwind", "yes", "no", "more", "done", "closed"]);
    expect(sorted(targets)).toEqual(sorted(named));
  }));

test("A node defines the place that it names as its target or destination", () =>
  everyNode((node) => {
    const named = isTerminator(node) ? held(node, ["destination"]) : held(node, ["target"]);
    expect([definedPlace(node)].filter((place) => place !== undefined)).toEqual(named);
  }));

test("What is read is visited before what is written", () => {
  const body = parseBody(
    "function f #0\n  %0 <return>: return\n  %1: temporary\n\n  bb0:\n    %0.x = call#0 %1[%0](%1.a, ...5) -> bb1 unwind bb1\n\n  bb1:\n    return",
  );
  const visited: string[] = [];
  visitPlaces(body.blocks[0]!.terminator, (place, access) => visited.push(`${access} %${place.local}`));
  expect(visited).toEqual(["read %1", "read %0", "read %1", "write %0"]);
});
