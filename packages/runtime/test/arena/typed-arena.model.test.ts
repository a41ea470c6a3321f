/** Random sequences of operations on a `TypedArena` of values that point to each other do what a plain list says. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { Drop, drop, TypedArena } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { sequences } from "../sequences.ts";

leavesNothingAlive();

/** Its edges are public fields: dropping a node alone would drop those that it points to. */
class Node extends Drop {
  readonly name: number;
  readonly edges: Node[] = [];
  readonly #said: number[];

  constructor(name: number, said: number[]) {
    super();
    this.name = name;
    this.#said = said;
  }

  override drop(): void {
    this.#said.push(this.name);
  }
}

interface Worlds {
  arena: TypedArena<Node>;
  /** What the arena holds, in order. */
  nodes: Node[];
  said: number[];
}

type Operation = (worlds: Worlds, pick: number) => void;

const operations: Readonly<Record<string, Operation>> = {
  alloc: ({ arena, nodes, said }) => {
    const node = new Node(nodes.length, said);
    expect(arena.alloc(node)).toBe(node);
    nodes.push(node);
  },
  allocExtend: ({ arena, nodes, said }, pick) => {
    const more = Array.from({ length: pick % 4 }, (_, index) => new Node(nodes.length + index, said));
    expect(arena.allocExtend(more)).toEqual(more);
    nodes.push(...more);
  },
  connect: ({ nodes }, pick) => {
    const from = nodes[pick % nodes.length];
    const to = nodes[(pick * 7 + 3) % nodes.length];
    if (from !== undefined && to !== undefined) from.edges.push(to);
  },
  intoVec: (worlds) => {
    const values = worlds.arena.intoVec();
    expect(values).toEqual(worlds.nodes);
    worlds.arena = TypedArena.new();
    worlds.arena.allocExtend(values);
  },
  drop: (worlds) => {
    drop(worlds.arena);
    drop(worlds.arena);
    expect(worlds.said).toEqual(worlds.nodes.map((_, index) => index));
    Object.assign(worlds, { arena: TypedArena.new(), nodes: [], said: [] } satisfies Worlds);
  },
};

test("an arena holds what the model holds, and drops it once, in order, whatever points to what", () => {
  const commands = Object.entries(operations).map(([name, operation]) =>
    fc.nat(40).map((pick) => ({
      check: () => true,
      run: (_model: object, worlds: Worlds) => {
        operation(worlds, pick);
        expect(worlds.arena.len()).toBe(worlds.nodes.length);
        expect([...worlds.arena.iterMut()].every((node, index) => node === worlds.nodes[index])).toBe(true);
      },
      toString: () => `${name}(${pick})`,
    })),
  );
  fc.assert(
    fc.property(fc.commands<object, Worlds>(commands, { maxCommands: 40 }), (run) => {
      const worlds: Worlds = { arena: TypedArena.new(), nodes: [], said: [] };
      fc.modelRun(() => ({ model: {}, real: worlds }), run);
      drop(worlds.arena);
      expect(worlds.said).toEqual(worlds.said.map((_, index) => index));
    }),
    { numRuns: sequences },
  );
});
