/** The solver finds what the definition says, and liveness knows what may still be read. */

import fc, { type Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import type { BlockId, Point } from "@freehold/mir/body";
import { reversePostorder } from "@freehold/mir/cfg/reverse-postorder";
import type { Analysis } from "@freehold/mir/dataflow/analysis";
import { addBit, bitsOf, hasBit, idsOf, removeBit, sameBits, unionBits } from "@freehold/mir/dataflow/bit-set";
import { liveness } from "@freehold/mir/dataflow/liveness";
import { solve, statesInBlock } from "@freehold/mir/dataflow/solve";
import { parseBody } from "@freehold/mir/parse";
import type { EdgeKind } from "@freehold/mir/walk";
import { arbitraryBody } from "./arbitrary-body.ts";
import { solveNaively } from "./solve-naively.ts";

/** States are eight bits; each point and each kind of edge sets some and clears some, as `table` says. */
function arbitraryAnalysis(): Arbitrary<Analysis<number>> {
  return fc
    .record({
      direction: fc.constantFrom("forward", "backward"),
      boundary: fc.nat(255),
      table: fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 20 }),
    })
    .map(({ direction, boundary, table }): Analysis<number> => {
      const transfer = (state: number, key: number): number => {
        const [set, clear] = table[key % table.length]!;
        return (state & ~clear) | set;
      };
      const keyOf = (point: Point): number => point.block * 7 + point.index;
      return {
        direction,
        boundary,
        lattice: { bottom: 0, join: (left, right) => left | right, equals: Object.is },
        statement: (state, _statement, point) => transfer(state, keyOf(point)),
        terminator: (state, _terminator, point) => transfer(state, keyOf(point)),
        edge: (state, edge, _terminator, point) => transfer(state, keyOf(point) + edgeKinds.indexOf(edge.kind)),
      };
    });
}

const edgeKinds: readonly EdgeKind[] = ["normal", "unwind", "closed", "yes", "no", "done"];

test("The solver agrees with the naive solver", () => {
  fc.assert(
    fc.property(arbitraryBody(), arbitraryAnalysis(), (body, analysis) => {
      expect(solve(analysis, body)).toEqual(solveNaively(analysis, body));
    }),
    { numRuns: 1000 },
  );
});

test("The states in a block begin and end with the block's own, with one more between each two nodes", () => {
  fc.assert(
    fc.property(arbitraryBody(), arbitraryAnalysis(), (body, analysis) => {
      const solution = solve(analysis, body);
      for (const block of reversePostorder(body)) {
        const states = statesInBlock(analysis, body, solution, block);
        expect(states).toHaveLength(body.blocks[block]!.statements.length + 2);
        expect([states[0], states.at(-1)]).toEqual([solution.atStart[block], solution.atEnd[block]]);
      }
    }),
  );
});

test("A set of bits behaves like a set of numbers", () => {
  const ids = fc.uniqueArray(fc.nat(99));
  fc.assert(
    fc.property(ids, ids, fc.nat(99), (left, right, id) => {
      const set = bitsOf(100, left);
      expect(idsOf(unionBits(set, bitsOf(100, right)))).toEqual([...new Set([...left, ...right])].toSorted((a, b) => a - b));
      expect(idsOf(addBit(set, id))).toEqual([...new Set([...left, id])].toSorted((a, b) => a - b));
      expect(idsOf(removeBit(set, id))).toEqual(left.filter((other) => other !== id).toSorted((a, b) => a - b));
      expect(hasBit(set, id)).toBe(left.includes(id));
      expect(sameBits(set, bitsOf(100, right))).toBe(new Set([...left, ...right]).size === left.length && left.length === right.length);
    }),
  );
});

/** The live locals before each line of bb0, its terminator included; then those after it. */
function check(locals: string, blocks: string, expected: readonly (readonly number[])[]): void {
  const body = parseBody(`function f #0\n  %0 <return>: return\n${locals}\n\n${blocks}`);
  const analysis = liveness(body);
  expect(statesInBlock(analysis, body, solve(analysis, body), 0 as BlockId).map(idsOf)).toEqual(expected);
}

const twoLocals = "  %1 a: const\n  %2 b: const";

test("A local is live from where it is written to where it is last read", () =>
  check(twoLocals, "  bb0:\n    %1 = 5\n    %2 = %1\n    %0 = %2\n    return", [[], [1], [2], [0], []]));

test("Writing a part of a local reads the local", () => check(twoLocals, "  bb0:\n    %1.rows = 5\n    return", [[0, 1], [0], []]));

test("A local that reads itself stays live", () => check(twoLocals, "  bb0:\n    %1 = %1 + 1\n    return", [[0, 1], [0], []]));

test("A call's destination is dead before it on the normal edge, and what it held before lives on when it unwinds", () => {
  const after = "  bb1:\n    read %2\n    unreachable\n\n  bb2 cleanup:\n";
  check(twoLocals, `  bb0:\n    %2 = call#0 %1() -> bb1 unwind bb2\n\n${after}    resume`, [[1], []]);
  check(twoLocals, `  bb0:\n    %2 = call#0 %1() -> bb1 unwind bb2\n\n${after}    read %2\n    resume`, [[1, 2], [2]]);
});

test("What a loop reads in its next turn is live at the end of this one", () =>
  check(twoLocals, "  bb0:\n    read %1\n    branch truthy true -> yes bb0 no bb1\n\n  bb1:\n    unreachable", [[1], [1], [1]]));

test("A binding that comes into being again in each turn of a loop is not live across turns", () =>
  check(twoLocals, "  bb0:\n    storage-live %1\n    read %1\n    branch truthy true -> yes bb0 no bb1\n\n  bb1:\n    unreachable", [
    [],
    [1],
    [],
    [],
  ]));

test("A drop keeps what it drops alive", () =>
  check(twoLocals, "  bb0:\n    read 5\n    drop dispose %1 -> bb1 unwind bb1\n\n  bb1:\n    unreachable", [[1], [1], []]));

test("A captured local is live everywhere, as the closure may read it at any time", () =>
  check(twoLocals, "  bb0:\n    %1 = 5\n    %2 = function [#1] captures [%1]\n    unreachable", [[1], [1], [1], [1]]));

test("Imports, globals and captures are live everywhere", () =>
  check('  %1 open: import open from "node:fs"\n  %2 URL: global\n  %3 x: capture %4 of #0', "  bb0:\n    %3 = 5\n    unreachable", [
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]));
