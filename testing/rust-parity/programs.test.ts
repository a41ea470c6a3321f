/** Whole programs in strict code: the checker accepts them, they run, and each mistake in them is told. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main as cache } from "./programs/cache.ts";
import { main as connections } from "./programs/connections.ts";
import { smallMistakes } from "./programs/mistakes.ts";
import { main as particles } from "./programs/particles.ts";
import { main as pipeline } from "./programs/pipeline.ts";
import { main as textIndex } from "./programs/text-index.ts";
import { main as tree } from "./programs/tree.ts";
import { findingsInFiles } from "./src/checker.ts";
import type { Mistake } from "./src/mistake.ts";

const largeMistakes: readonly Mistake[] = [
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
    right: "    const emitted = emitter.emit(",
    wrong: "    const other = new Emitter(mut(pool), mut(world));\n    const emitted = emitter.emit(",
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
    right: "    const answer = await handler.handle(request, mut(lease));\n",
    wrong: "    const answer = await handler.handle(request, mut(lease));\n    this.#log.write(this.#connection.name);\n",
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
  {
    program: "text-index",
    title: "the page is written while a marker has it",
    right: "    for (const slice of query.run(ref(index))) marker.mark(slice);\n",
    wrong: '    for (const slice of query.run(ref(index))) marker.mark(slice);\n    page.write("");\n',
    told: "conflicting-borrow",
  },
  {
    program: "text-index",
    title: "a source leaves while the index is still asked",
    right: "  if (taken !== undefined) library.add(",
    wrong: '  if (taken !== undefined && index.find("sea").length > 0) library.add(',
    told: "conflicting-borrow",
  },
  {
    program: "text-index",
    title: "a marker takes its slices out",
    right: "    for (const slice of ref(this.#marked)) {\n",
    wrong: "    for (const slice of this.#marked) {\n",
    told: "moved-out-of-borrow",
  },
  {
    program: "particles",
    title: "the anchor moves while a force looks at it",
    right: "  anchor.moveTo(0, 4);\n  world.under(new Pull(ref(anchor)), 0.5);\n",
    wrong: "  const pull = new Pull(ref(anchor));\n  anchor.moveTo(0, 4);\n  world.under(pull, 0.5);\n",
    told: "conflicting-borrow",
  },
  {
    program: "particles",
    title: "a particle is changed after it was given back",
    right: "  pool.giveBack(spare);\n",
    wrong: "  pool.giveBack(spare);\n  spare.step(1);\n",
    told: "use-after-move",
  },
  {
    program: "particles",
    title: "a burst is handed out and stays in the plan",
    right: "next.at > turn ? undefined : this.#planned.shift();",
    wrong: "next.at > turn ? undefined : this.#planned[0];",
    told: "moved-out-of-borrow",
  },
  {
    program: "particles",
    title: "the world is asked while the longest are shown",
    right: "  const spare = world.merge();\n",
    wrong: "  const seen = world.longest();\n  const spare = world.merge();\n  lines.push(String(seen[0]?.id));\n",
    told: "conflicting-borrow",
  },
  {
    program: "pipeline",
    title: "the cache changes while its answer is looked at",
    right: "      return known.copy();\n",
    wrong: "      this.#cache.keep(path, known);\n      return known.copy();\n",
    told: "conflicting-borrow",
  },
  {
    program: "pipeline",
    title: "the cache's own answer is given away",
    right: "      return known.copy();\n",
    wrong: "      return known;\n",
    told: "moved-out-of-borrow",
  },
  {
    program: "pipeline",
    title: "a handler reads a request that it has ended",
    right: "    const body = await lease.ask(path);\n",
    wrong: "    const body = (await lease.ask(path)) + request.path;\n",
    told: "use-after-release",
  },
  {
    program: "pipeline",
    title: "a request is handled twice",
    right: "    const answer = await handler.handle(request, mut(lease));\n",
    wrong: "    await handler.handle(request, mut(lease));\n    const answer = await handler.handle(request, mut(lease));\n",
    told: "use-after-move",
  },
];

const mistakes = [...largeMistakes, ...smallMistakes];
const names = ["text-index", "particles", "pipeline", "cache", "tree", "connections"];
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
      "found The sea",
      "found the sea",
      "found the sea",
      "found night",
      "found was long",
      "[The sea] is [the sea], and the ship is on [the sea].",
      "longest in hill: nobody",
      "end: The end.",
      "sea+shore: 62 letters",
    ]
  `);
});

test("four turns of five particles", () => {
  expect(particles()).toMatchInlineSnapshot(`
    [
      "turn 0: 3 new, 3 glow, 0 wait, highest 3",
      "turn 0: 0 out, 3 glow, 0 wait, highest 3",
      "turn 1: 1 new, 4 glow, 0 wait, highest 3",
      "turn 1: 1 out, 3 glow, 1 wait, highest 4",
      "turn 2: 2 new, 5 glow, 0 wait, highest 5",
      "turn 2: 2 out, 3 glow, 2 wait, highest 5",
      "turn 3: 2 new, 5 glow, 0 wait, highest 4",
      "turn 3: 2 out, 3 glow, 2 wait, highest 4",
      "life left: 2.0",
      "particle 4 has 1.0 left",
      "particle 2 has 0.5 left",
      "particle 2 is merged",
      "5 of 5 wait, 1 bursts planned",
    ]
  `);
});

test("seven requests and one that comes late", async () => {
  expect(await pipeline()).toMatchInlineSnapshot(`
    [
      "first is /",
      "db is back",
      "200 db:/#1 (1)",
      "401 who asks for /secret?",
      "db is back",
      "200 db:/list#2 (2)",
      "429 slower, /more",
      "200 db:/#1 (1)",
      "db is back",
      "200 db:/slow#3db:/slow#4",
      "404 /nowhere",
      "7 answered, 4 served, 1 known, 0 wait",
      "503 closed, /late",
    ]
  `);
});

test("a cache of two", () => {
  expect(cache()).toMatchInlineSnapshot(`
    [
      "a has 1",
      "b had to go",
      "c is longer",
      "c is the largest of 4",
      "a is removed, 3 are left",
    ]
  `);
});

test("the names of a sum", () => {
  expect(tree()).toMatchInlineSnapshot(`
    [
      "one comes first in sums",
      "one, three",
    ]
  `);
});

test("a pool of two connections", async () => {
  expect(await connections()).toMatchInlineSnapshot(`
    [
      "two at a time: 2",
      "one that waits: 2",
      "one after the other: 3, 4",
      "2 wait, 3 more are made",
      "5 questions in all",
    ]
  `);
});
