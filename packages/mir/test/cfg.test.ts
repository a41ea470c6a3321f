/** Control flow, on a small graph by hand and on any graph by definition. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { BlockId, Body } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import { backEdges, loops } from "@freehold/mir/cfg/loops";
import { predecessors } from "@freehold/mir/cfg/predecessors";
import { canRunAfter, reachableFrom, shortestWay } from "@freehold/mir/cfg/reachability";
import { reversePostorder } from "@freehold/mir/cfg/reverse-postorder";
import { parseBody } from "@freehold/mir/parse";
import { successors } from "@freehold/mir/walk";
import { arbitraryBody } from "./arbitrary-body.ts";

/** `for (…) { if (…) continue; else f(); }`, with bb7 unreachable. */
const loop = parseBody(`function f #0
  %0 <return>: return

  bb0:
    goto -> bb1

  bb1:
    branch truthy %0 -> yes bb2 no bb5

  bb2:
    branch truthy %0 -> yes bb4 no bb3

  bb3:
    read %0
    %0 = call#0 %0() -> bb4 unwind bb6

  bb4:
    goto -> bb1

  bb5:
    return

  bb6 cleanup:
    resume

  bb7:
    goto -> bb4
`);

const at = (block: number, index = 0): { block: BlockId; index: number } => ({ block: block as BlockId, index });
const id = (block: number): BlockId => block as BlockId;

test("Predecessors are the successors read backwards", () => {
  expect(predecessors(loop)[4]).toEqual([
    { kind: "yes", source: 2 },
    { kind: "normal", source: 3 },
    { kind: "normal", source: 7 },
  ]);
});

test("Reverse postorder takes the way without surprises first and leaves out what cannot be reached", () => {
  expect(reversePostorder(loop)).toEqual([0, 1, 2, 3, 4, 6, 5]);
});

test("Each block knows its immediate dominator", () => {
  expect(dominators(loop).immediate).toEqual([undefined, 0, 1, 2, 2, 1, 3, undefined]);
});

test("A loop is its header and what leads back to it", () => {
  expect(loops(loop)).toEqual([{ header: 1, backEdges: [{ source: 4, header: 1 }], blocks: new Set([1, 2, 3, 4]) }]);
});

test("What a block reaches depends on the edges that are followed", () => {
  expect(reachableFrom(loop, [id(3)])).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(reachableFrom(loop, [id(3)], (edge) => edge.kind === "unwind")).toEqual(new Set([3, 6]));
});

test("A point runs again only in a loop", () => {
  expect(canRunAfter(loop, at(3, 1), at(3, 0))).toBe(true);
  expect(canRunAfter(loop, at(3, 1), at(3, 1))).toBe(true);
  expect(canRunAfter(loop, at(5), at(5))).toBe(false);
  expect(canRunAfter(loop, at(3, 0), at(3, 1))).toBe(true);
  expect(canRunAfter(loop, at(5), at(1))).toBe(false);
});

test("A shortest way names its blocks in order", () => {
  expect(shortestWay(loop, id(0), (block) => block === 4)).toEqual([0, 1, 2, 4]);
  expect(shortestWay(loop, id(5), (block) => block === 4)).toBeUndefined();
});

test("A block dominates another when no way from the entry avoids it", () => {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      const tree = dominators(body);
      for (const above of body.blocks) {
        for (const below of body.blocks) expect(dominates(tree, above.id, below.id)).toBe(dominatesByDefinition(body, above.id, below.id));
      }
    }),
  );
});

test("In reverse postorder only the edges of a cycle go backwards", () => {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      const order = reversePostorder(body);
      expect(new Set(order)).toEqual(reachableFrom(body, [id(0)]));
      for (const source of order) {
        for (const { target } of successors(body.blocks[source]!.terminator)) {
          if (order.indexOf(target) <= order.indexOf(source)) expect(reachableFrom(body, [target])).toContain(source);
        }
      }
    }),
  );
});

test("A back edge goes to a block that dominates it, and its loop is entered through the header only", () => {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      const tree = dominators(body);
      for (const edge of backEdges(body)) expect(dominates(tree, edge.header, edge.source)).toBe(true);
      for (const { header, blocks } of loops(body)) {
        for (const block of blocks) expect(dominates(tree, header, block)).toBe(true);
      }
    }),
  );
});

function dominatesByDefinition(body: Body, above: BlockId, below: BlockId): boolean {
  if (!reachableFrom(body, [id(0)]).has(below)) return false;
  if (above === below || above === 0) return true;
  return !reachableFrom(body, [id(0)], (edge) => edge.target !== above).has(below);
}
