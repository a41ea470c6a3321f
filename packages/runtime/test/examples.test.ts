/** Every export says what it does, and its example runs. */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import * as freehold from "freehold";
import { checked } from "#checks";

interface Documented {
  readonly name: string;
  readonly comment: string;
  /** The text of its `@example` fence. */
  readonly example: string | undefined;
}

const source = join(import.meta.dirname, "../src");

/** Inside of the repository, so that examples resolve the package as tests do. Each build has its own. */
const folder = join(import.meta.dirname, "../../../.cache/examples", checked ? "checked" : "lean");
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const documented = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .toSorted()
  .flatMap((path) => documentedIn(readFileSync(join(source, path), "utf8")));

const values = Object.keys(freehold).toSorted();

/** Values and types, as the public face names them. */
const exported = [...readFileSync(join(source, "index.ts"), "utf8").matchAll(/export (?:type )?\{([^}]*)\}/g)]
  .flatMap((match) => match[1]!.split(","))
  .map((name) => name.trim().replace(/^type /, ""))
  .filter((name) => name !== "")
  .toSorted();

test("the public face was read", () => {
  expect(exported.length).toBeGreaterThan(values.length);
  expect(values.filter((name) => !exported.includes(name))).toEqual([]);
});

/** A name may be a type as well as a value; the example stands with one of them. */
const commentOf = (name: string) => documented.filter((entry) => entry.name === name).findLast(({ example }) => example !== undefined);

test.for(exported)("%s has a comment with an example", (name) => {
  expect(commentOf(name)?.example).toMatch(/assert\./);
});

test.for(values.filter((name) => !name.endsWith("Error")))("%s tells its cost", (name) => {
  expect(commentOf(name)?.comment).toMatch(/\bCost:/);
});

describe("the example", () => {
  const examples = documented.filter(({ name, example }) => exported.includes(name) && example !== undefined);

  test.for(examples.map(({ name, example }) => [name, example!] as const))(
    "of %s runs, and leaves nothing behind",
    async ([name, example]) => {
      await run(name, example);
    },
  );
});

describe("docs/runtime.md", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../docs/runtime.md"), "utf8");
  const examples = [...text.matchAll(/^## (.*)\n|^```ts\n([\s\S]*?)^```/gm)];
  const titled = examples.flatMap((match, index) =>
    match[2] === undefined
      ? []
      : [[examples.slice(0, index).findLast(([, title]) => title !== undefined)?.[1] ?? "the beginning", match[2]] as const],
  );

  test("has examples", () => {
    expect(titled.map(([title]) => title)).toEqual(["the beginning", "Channels"]);
  });

  test.for(titled)("the example of %s runs", async ([title, example]) => {
    await run(`docs of ${title}`, example);
  });
});

async function run(name: string, example: string): Promise<void> {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, `/** The example of ${name}. */\nimport assert from "node:assert/strict";\n${example}\nexport {};\n`);
  const before = freehold.liveCount();
  await import(/* @vite-ignore */ file);
  expect(freehold.liveCount()).toBe(before);
}

function documentedIn(text: string): readonly Documented[] {
  const declarations = text.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:\/\/.*\n)?export (?:abstract )?(?:class|(?:async )?function|const|interface|type) (\w+)/g,
  );
  return [...declarations].map((match) => {
    const comment = match[1]!.replaceAll(/^ *\* ?/gm, "");
    return { name: match[2]!, comment, example: /@example\n```ts\n([\s\S]*?)\n```/.exec(comment)?.[1] };
  });
}
