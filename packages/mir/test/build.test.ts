/** The builder of bodies: what it hands out, what it drops, and the order in which it leaves the rest. */

import { asFilePath } from "@freehold/diagnostics/span";
import { describe, expect, it } from "vitest";
import type { BlockId, BodyId, LocalId } from "../src/body.ts";
import { bodyBuilder, type BodyBuilder } from "../src/build.ts";
import { printBody } from "../src/print.ts";

const span = { file: asFilePath("/a.ts"), start: 0, end: 1 };

describe("a built body", () => {
  it("forgets what nobody reaches", () => {
    const build = bodyBuilder(span);
    build.terminate({ kind: "return", span });
    assign(build, 1);
    build.switchTo(build.addBlock("normal"));
    assign(build, 2);
    expect(blocks(build)).toBe("bb0:\n return");
  });

  it("skips blocks that only jump on", () => {
    const build = bodyBuilder(span);
    const [empty, end] = [build.addBlock("normal"), build.addBlock("normal")];
    branch(build, empty, end);
    build.switchTo(empty);
    build.terminate({ kind: "goto", target: end, span });
    build.switchTo(end);
    build.terminate({ kind: "return", span });
    expect(blocks(build)).toBe("bb0:\n branch truthy %0 -> yes bb1 no bb1\n bb1:\n return");
  });

  it("joins straight lines, but keeps clean-up apart", () => {
    const build = bodyBuilder(span);
    const [next, cleanup] = [build.addBlock("normal"), build.addBlock("cleanup")];
    assign(build, 1);
    build.terminate({ kind: "goto", target: next, span });
    build.switchTo(next);
    assign(build, 2);
    build.terminate({ kind: "throw", operand: { kind: "place", place: returnPlace, span }, target: cleanup, span });
    build.switchTo(cleanup);
    build.terminate({ kind: "resume", span });
    expect(blocks(build)).toBe("bb0:\n %0 = 1\n %0 = 2\n throw %0 -> bb1\n bb1 cleanup:\n resume");
  });

  it("keeps an endless loop of nothing", () => {
    const build = bodyBuilder(span);
    const loop = build.addBlock("normal");
    build.terminate({ kind: "goto", target: loop, span });
    build.switchTo(loop);
    build.terminate({ kind: "goto", target: loop, span });
    expect(blocks(build)).toBe("bb0:\n goto -> bb1\n bb1:\n goto -> bb1");
  });

  it("numbers the calls that are left, in the order of the blocks", () => {
    const build = bodyBuilder(span);
    const [unwind, dead] = [build.addBlock("cleanup"), build.addBlock("normal")];
    call(build, unwind);
    build.terminate({ kind: "return", span });
    build.switchTo(dead);
    call(build, unwind);
    build.terminate({ kind: "return", span });
    build.switchTo(unwind);
    call(build, unwind);
    build.terminate({ kind: "resume", span });
    const { body, calls } = finish(build);
    expect([body.calls, calls]).toEqual([2, [0, 2]]);
  });
});

describe("an insertion", () => {
  it("goes where its position was", () => {
    const build = bodyBuilder(span);
    assign(build, 1);
    const position = build.position()!;
    assign(build, 3);
    build.insert(position, { kind: "assign", target: returnPlace, value: one(2), span });
    build.terminate({ kind: "return", span });
    expect(blocks(build)).toBe("bb0:\n %0 = 1\n %0 = 2\n %0 = 3\n return");
  });
});

describe("the count of writes", () => {
  it("grows with assignments and destinations", () => {
    const build = bodyBuilder(span);
    expect(build.writes(returnPlace.local)).toBe(0);
    assign(build, 1);
    call(build, build.addBlock("cleanup"));
    expect(build.writes(returnPlace.local)).toBe(2);
  });
});

const returnPlace = { local: 0 as LocalId, path: [] };

function one(value: number) {
  return { kind: "use", operand: { kind: "constant", value: { kind: "number", value }, span } } as const;
}

function assign(build: BodyBuilder, value: number): void {
  build.push({ kind: "assign", target: returnPlace, value: one(value), span });
}

function branch(build: BodyBuilder, yes: BlockId, no: BlockId): void {
  build.terminate({ kind: "branch", test: "truthy", operand: { kind: "place", place: returnPlace, span }, yes, no, span });
}

function call(build: BodyBuilder, unwind: BlockId): void {
  const target = build.addBlock("normal");
  const callee = { kind: "value", operand: { kind: "place", place: returnPlace, span } } as const;
  build.terminate({ kind: "call", call: build.addCall(), form: "call", callee, args: [], destination: returnPlace, target, unwind, span });
  build.switchTo(target);
}

function finish(build: BodyBuilder) {
  const id = 0 as BodyId;
  return build.finish({
    id,
    file: span.file,
    name: "f",
    scope: [],
    kind: "function",
    async: false,
    generator: false,
    params: [],
    tags: [],
    span,
  });
}

function blocks(build: BodyBuilder): string {
  const lines = printBody(finish(build).body).split("\n");
  return lines
    .slice(lines.findIndex((line) => line.trim() === "bb0:"))
    .map((line) => ` ${line.trim()}`)
    .filter((line) => line !== " ")
    .join("\n")
    .trimStart();
}
