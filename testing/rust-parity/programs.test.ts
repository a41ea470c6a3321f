/** Whole programs in strict code: the checker accepts them, they run, and each mistake in them is told. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main as particles } from "./programs/particles.ts";
import { main as pipeline } from "./programs/pipeline.ts";
import { main as textIndex } from "./programs/text-index.ts";
import { findingsInFiles } from "./src/checker.ts";

type Program = "text-index" | "particles" | "pipeline";

interface Mistake {
  readonly program: Program;
  readonly title: string;
  /** What stands in the program, and what stands there instead. */
  readonly right: string;
  readonly wrong: string;
  readonly told: string;
}

const mistakes: readonly Mistake[] = [
  {
    program: "text-index",
    title: "the library grows while the index is still asked",
    right: "  return lines;\n}\n",
    wrong: '  lines.push(String(index.find("end").length));\n  return lines;\n}\n',
    told: "conflicting-borrow",
  },
  {
    program: "text-index",
    title: "a source is read after it was used up",
    right: "  right[Symbol.dispose]();\n",
    wrong: "  right[Symbol.dispose]();\n  left.charAt(0);\n",
    told: "use-after-release",
  },
  {
    program: "text-index",
    title: "a temporary source is lent to the caller",
    right: "    return this.source;\n",
    wrong: '    return ref(new Source("", ""));\n',
    told: "outlives-using",
  },
  {
    program: "text-index",
    title: "an index keeps sources of another lifetime",
    right: "index<A extends Lifetime>(this: Ref<Library, A>): Index<A>",
    wrong: "index<A extends Lifetime, B extends Lifetime>(this: Ref<Library, B>): Index<A>",
    told: "escaping-borrow",
  },
  {
    program: "text-index",
    title: "a loop takes the sources out of the library",
    right: "for (const source of ref(this.sources)) if",
    wrong: "for (const source of this.sources) if",
    told: "moved-out-of-borrow",
  },
  {
    program: "particles",
    title: "two emitters have the pool at one time",
    right: "    const emitted = emitter.emit(3);\n",
    wrong: "    const other = new Emitter(mut(pool), mut(world));\n    const emitted = emitter.emit(3);\n",
    told: "conflicting-borrow",
  },
  {
    program: "particles",
    title: "a particle is changed after it went back",
    right: "      this.pool.giveBack(out);\n",
    wrong: "      this.pool.giveBack(out);\n      out.launch(1, 1);\n",
    told: "use-after-move",
  },
  {
    program: "particles",
    title: "a particle leaves while all are walked",
    right: "      particle.step(time);\n",
    wrong: "      particle.step(time);\n      if (time > 1) this.#glowing.pop();\n",
    told: "conflicting-borrow",
  },
  {
    program: "particles",
    title: "a particle is taken out and its place stays",
    right: "    return this.#glowing.pop();",
    wrong: "    return this.#glowing[at];",
    told: "moved-out-of-borrow",
  },
  {
    program: "particles",
    title: "one particle is put in the place of another",
    right: "[this.#glowing[at], this.#glowing[last]] = [this.#glowing[last]!, this.#glowing[at]!];",
    wrong: "this.#glowing[at] = this.#glowing[last]!;",
    told: "moved-out-of-borrow",
  },
  {
    program: "particles",
    title: "a visitor changes what it may only look at",
    right: "    total += particle.life;\n",
    wrong: "    particle.step(1);\n",
    told: "write-through-ref",
  },
  {
    program: "pipeline",
    title: "the queue is asked while it is served",
    right: "  const count = await work;\n",
    wrong: "  log.write(String(queue.size()));\n  const count = await work;\n",
    told: "conflicting-borrow",
  },
  {
    program: "pipeline",
    title: "nobody waits for the work",
    right: "  const count = await work;\n",
    wrong: "  const count = 1;\n",
    told: "escaping-borrow",
  },
  {
    program: "pipeline",
    title: "two questions to one connection at a time",
    right: "    const body = await lease.ask(path);\n",
    wrong: "    const other = lease.ask(path);\n    const body = (await lease.ask(path)) + (await other);\n",
    told: "conflicting-borrow",
  },
  {
    program: "pipeline",
    title: "the connection is read while it is on loan",
    right: "    const body = await lease.ask(path);\n",
    wrong: "    const body = (await lease.ask(path)) + this.#connection.name;\n",
    told: "conflicting-borrow",
  },
  {
    program: "pipeline",
    title: "a request is marked after it was answered",
    right: "    each(answer);\n",
    wrong: '    each(answer);\n    request.mark("a", "b");\n',
    told: "use-after-move",
  },
  {
    program: "pipeline",
    title: "a closure that gives away what it captured is called twice",
    right: "  const verdict = later();\n",
    wrong: "  const verdict = later();\n  later();\n",
    told: "use-after-move",
  },
];

const names: readonly Program[] = ["text-index", "particles", "pipeline"];
const texts = new Map(names.map((name) => [name, readFileSync(join(import.meta.dirname, "programs", `${name}.ts`), "utf8")]));
const told = findingsInFiles([
  ...texts.values(),
  ...mistakes.map(({ program, right, wrong }) => texts.get(program)!.replace(right, () => wrong)),
]);

test.for(names.map((name, index) => ({ name, index })))("$name is accepted", ({ index }) => {
  expect(told[index]).toEqual([]);
});

describe.for(names)("%s", (name) => {
  const own = mistakes.map((mistake, index) => ({ ...mistake, index: names.length + index })).filter(({ program }) => program === name);
  test.for(own)("$title", ({ right, told: rule, index }) => {
    expect(texts.get(name)).toContain(right);
    expect(told[index]!.map((finding) => finding.name)).toContain(rule);
  });
});

test("an index of three texts", () => {
  expect(textIndex()).toMatchInlineSnapshot(`
    [
      "the 8",
      "and 3",
      "sea 3",
      "hill: a house on",
      "hill: the house.",
      "longest in hill: nobody",
      "end: The end.",
    ]
  `);
});

test("four turns of five particles", () => {
  expect(particles()).toMatchInlineSnapshot(`
    [
      "turn 0: 3 new, 3 glow, 0 wait, highest 3",
      "turn 0: 0 out, 3 glow, 0 wait, highest 3",
      "turn 1: 2 new, 5 glow, 0 wait, highest 5",
      "turn 1: 1 out, 4 glow, 1 wait, highest 5",
      "turn 2: 1 new, 5 glow, 0 wait, highest 1",
      "turn 2: 2 out, 3 glow, 2 wait, highest 1",
      "turn 3: 2 new, 5 glow, 0 wait, highest 2",
      "turn 3: 3 out, 2 glow, 3 wait, highest 2",
      "life left: 1.5",
    ]
  `);
});

test("five requests and one that comes late", async () => {
  expect(await pipeline()).toMatchInlineSnapshot(`
    [
      "first is /",
      "db is back",
      "200 db:/#1 (1)",
      "401 who asks for /secret?",
      "db is back",
      "200 db:/list#2 (2)",
      "429 slower, /more",
      "db is back",
      "200 db:/#3 (1)",
      "5 answered, 3 served, 0 wait",
      "503 closed, /late",
    ]
  `);
});
