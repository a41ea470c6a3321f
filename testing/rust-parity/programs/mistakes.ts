/** Mistakes in the three smaller programs: a cache, a tree, a pool of connections. */

import type { Mistake } from "../src/mistake.ts";

export const smallMistakes: readonly Mistake[] = [
  {
    program: "cache",
    title: "what was found is looked at after something else was put in",
    right: '  const evicted = cache.put("c"',
    wrong:
      '  const kept = cache.get("b");\n  const evicted = cache.put("d", new Blob("d", []));\n  lines.push(kept?.name ?? "");\n  cache.put("c"',
    told: "conflicting-borrow",
  },
  {
    program: "cache",
    title: "two entries are changed at a time",
    right: "    const entry = this.#slots.getMut(slot);\n    if (entry === undefined) return;\n",
    wrong:
      "    const entry = this.#slots.getMut(slot);\n    const other = this.#slots.getMut(slot);\n    if (entry === undefined || other === undefined) return;\n    other.link = entry.link;\n",
    told: "conflicting-borrow",
  },
  {
    program: "cache",
    title: "a value is taken out of an entry that stays",
    right: "    return entry === undefined ? undefined : ref(entry.value);",
    wrong: "    const old: Own<Blob> | undefined = entry?.value;\n    return old === undefined ? undefined : ref(old);",
    told: "moved-out-of-borrow",
  },
  {
    program: "cache",
    title: "a key that is put in keeps its value",
    right: "    this.#attach(slot);\n    return evicted;\n",
    wrong: "    this.#attach(slot);\n    if (value.size() > 9) this.#detach(slot);\n    return evicted;\n",
    told: "use-after-move",
  },
  {
    program: "cache",
    title: "the longer one lives as long as one of them",
    right: "longest<A extends Lifetime>(left: Ref<Blob, A>, right: Ref<Blob, A>)",
    wrong: "longest<A extends Lifetime, B extends Lifetime>(left: Ref<Blob, A>, right: Ref<Blob, B>)",
    told: "escaping-borrow",
  },
  {
    program: "tree",
    title: "a name leaves the source that it stands in",
    right: "  const name = firstName(ref(source));",
    wrong: '  const name = firstName(ref(new Source("short", "gone")));',
    told: "outlives-using",
  },
  {
    program: "tree",
    title: "the source is given away while the tree looks at it",
    right: "  const found: Slice<Lifetime>[] = [];\n  if (tree",
    wrong: "  const sources: Own<Source>[] = [source];\n  const found: Slice<Lifetime>[] = [];\n  if (sources.length > 0 && tree",
    told: "moved-while-borrowed",
  },
  {
    program: "tree",
    title: "a tree of a source of one's own is given back",
    right: "  const tree = new Parser(tokenize(source)).sum();\n  if (tree === undefined) return undefined;",
    wrong:
      '  const own = new Source("own", source.text);\n  const tree = new Parser<A>(tokenize(ref(own))).sum();\n  if (tree === undefined) return undefined;',
    told: "escaping-borrow",
  },
  {
    program: "tree",
    title: "a token is taken by who may only look",
    right: "  #take(this: Mut<Parser<A>>)",
    wrong: "  #take(this: Ref<Parser<A>>)",
    told: "write-through-ref",
  },
  {
    program: "connections",
    title: "the pool is shut down under a lease",
    right: "  lines.push(`${pool.shutdown()} questions in all`);",
    wrong: '  using lease = pool.lease();\n  lines.push(`${pool.shutdown()} questions in all`);\n  lease?.query("late");',
    told: "moved-while-borrowed",
  },
  {
    program: "connections",
    title: "a connection is used after it was given back",
    right: "    if (connection !== undefined) this.#pool.giveBack(connection);",
    wrong: '    if (connection !== undefined) {\n      this.#pool.giveBack(connection);\n      connection.query("late");\n    }',
    told: "use-after-move",
  },
  {
    program: "connections",
    title: "a connection is taken out of what a guard gives",
    right: "    const idle = state.value.idle.pop();",
    wrong: "    const idle: Own<Connection> | undefined = state.value.idle[0];",
    told: "moved-out-of-borrow",
  },
  {
    program: "connections",
    title: "a lease of a pool of one's own is given away",
    right: "  using lease = pool.lease();\n  if (lease === undefined) return 0;\n  await",
    wrong:
      "  let lease = pool.lease();\n  {\n    const own = new Pool(1);\n    lease = own.lease();\n  }\n  if (lease === undefined) return 0;\n  await",
    told: "outlives-using",
  },
  {
    program: "connections",
    title: "what the cell lends for a call is kept",
    right: "    return this.#state.with((state) => state.idle.length);",
    wrong: "    return this.#state.with((state) => state).idle.length;",
    told: "escaping-borrow",
  },
];
