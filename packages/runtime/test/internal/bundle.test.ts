/** What a bundler makes of the lean build: nothing that is slow on any path, and of one name only what that name needs. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "vite";
import * as freehold from "freehold";

const entry = "virtual:entry";
const everything = Object.keys(freehold);

/** Every lookup in one costs as much as a whole operation of ours. */
const slow = ["WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Proxy"];

test("the lean build has no weak map, finalizer or proxy", async () => {
  const code = await bundle(everything);
  expect(code.length).toBeGreaterThan(10_000);
  expect(slow.filter((name) => new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});

test.for([
  ["Box", "Box", ["Rc", "RefCell", "SlotMap", "TypedArena", "Trait", "Deferred"]],
  ["Cell", "Cell", ["RefCell", "RefGuard", "Rc", "Box", "SlotMap"]],
  ["defer", "Deferred", ["Box", "Rc", "RefCell", "SlotMap"]],
  ["SlotMap", "SlotMap", ["TypedArena", "Box", "Rc", "RefCell"]],
  ["drop", "MisuseError", ["Box", "Rc", "RefCell", "TypedArena", "LeakError"]],
] as const)("a bundle of %s has nothing of the others", async ([name, own, others]) => {
  const code = await bundle([name]);
  // Each class names itself in its messages.
  const named = [own, ...others].filter((other) => code.includes(`"${other}"`) || code.includes(`\`${other}\``));
  expect(named).toEqual([own]);
});

async function bundle(names: readonly string[]): Promise<string> {
  const result = await build({
    root: join(import.meta.dirname, "../../../.."),
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source"] },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry ? `import { ${names.join(", ")} } from "freehold"; globalThis.kept = [${names.join(", ")}];` : undefined,
      },
    ],
    build: { write: false, minify: true, target: "es2022", rollupOptions: { input: entry } },
  });
  const outputs = [result].flat().flatMap((part) => ("output" in part ? part.output : []));
  return outputs.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}
