/** A bundler changes names and puts helpers around: the export of a module is a thread's function all the same, a function that is sent as text mostly. */

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rolldown } from "rolldown";
import { checked } from "#checks";

const folder = join(import.meta.dirname, "../../../../.cache/bundled", checked ? "checked" : "lean");

const sources: Readonly<Record<string, string>> = {
  "tasks.js": `import { double } from "./double.js";
    export function addLocked(mutex, n) { using guard = mutex.lock(); guard.value += double(n); }`,
  "double.js": `export const double = (n) => 2 * n;`,
  "module.js": `import { Mutex, thread } from "freehold";
    using mutex = Mutex.new(0);
    await thread.spawn(new URL("./tasks.js", import.meta.url), "addLocked", mutex, 21).join();
    console.log(mutex.with((content) => content.value));`,
  "inline.js": `import { Mutex, thread } from "freehold";
    using mutex = Mutex.new(0);
    await thread.spawn((mutex, n) => mutex.with((content) => { content.value += 2 * n; }), mutex, 21).join();
    console.log(mutex.with((content) => content.value));`,
  "using.js": `import { Mutex, thread } from "freehold";
    using mutex = Mutex.new(0);
    await thread.spawn((mutex, n) => { using guard = mutex.lock(); guard.value += 2 * n; }, mutex, 21).join();
    console.log(mutex.with((content) => content.value));`,
};

beforeAll(() => {
  mkdirSync(join(folder, "source"), { recursive: true });
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, "source", name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.for([
  ["as it is", false],
  ["minified", true],
] as const)("%s", ([, minify]) => {
  test.for(["module", "inline"])("a thread of the %s form does its work", async (form) => {
    expect(await outputOf(form, minify)).toBe("42\n");
  });

  // Its end is then a call of a helper, whose name a minifier changes.
  test(`a function with a lowered \`using\` ${minify ? "fails: export it" : "finds its helper"}`, async () => {
    expect(await outputOf("using", minify)).toBe(minify ? "" : "42\n");
  });
});

/** What the bundle prints under Node. */
async function outputOf(program: string, minify: boolean): Promise<string> {
  const to = join(folder, minify ? "minified" : "plain", program);
  const input = { [program]: join(folder, "source", `${program}.js`), tasks: join(folder, "source/tasks.js") };
  const bundle = await rolldown({ input, platform: "node", preserveEntrySignatures: "strict", transform: { target: "es2022" } });
  await bundle.write({ dir: to, format: "esm", entryFileNames: "[name].js", minify });
  await bundle.close();
  return spawnSync(process.execPath, [join(to, `${program}.js`)], { encoding: "utf8", timeout: 60_000 }).stdout;
}
