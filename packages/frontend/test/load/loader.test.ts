/** Loading a project again after an edit: the program is the one a fresh load gives, and only what the edit reached is asked about. */

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TypeId } from "@freehold/mir/program";
import { expect, test } from "vitest";
import type { LoadedProgram } from "../../src/load.ts";
import { loadProgram, openLoader, type Loader } from "../../src/loader.ts";
import { folderWith, type Folder } from "../folders.ts";

const names = [
  { modules: ["node:fs/promises"], copies: [], acquiring: ["open"], ending: ["close"], touching: [], sending: [], locking: [] },
];

const first = {
  "tsconfig.json": `{ "compilerOptions": { "target": "esnext", "module": "nodenext", "types": ["node"], "strict": true }, "include": ["**/*"] }`,
  "shown.d.ts": "declare function shown(): string;\n",
  "a.ts": `import { open } from "node:fs/promises";
export async function size(path: string) {
  const file = await open(path);
  const { size } = await file.stat();
  await file.close();
  return size;
}
`,
  "b.ts": `import { open } from "node:fs/promises";
import { size } from "./a.js";
export const sized = async () => { const it = await size(shown()); const file = await open("b"); await file.close(); return it; };
export interface Shelf {
  put(file: object): void; // borrows
}
`,
  "plain.ts": "export const one = 1;\n",
};

/** Which files are asked about again. */
const edits: readonly (readonly [
  edit: string,
  file: keyof typeof first | "c.ts",
  text: string | undefined,
  asked: "none" | "one" | "all",
])[] = [
  ["nothing", "a.ts", first["a.ts"], "none"],
  ["a comment", "a.ts", `// The size of a file.\n${first["a.ts"]}`, "one"],
  ["a statement inside of a function", "a.ts", first["a.ts"].replace("await file.close();", "if (size > 0) await file.close();"), "one"],
  ["what a function gives without saying so", "a.ts", first["a.ts"].replace("return size", "return String(size)"), "all"],
  ["a function more", "a.ts", `${first["a.ts"]}export const more = () => 1;\n`, "all"],
  ["a function with another name", "a.ts", first["a.ts"].replace("function size", "function sizes"), "all"],
  ["a declaration", "shown.d.ts", "declare function shown(): Promise<string>;\n", "all"],
  ["the configuration", "tsconfig.json", first["tsconfig.json"].replace(`"strict": true`, `"strict": false`), "all"],
  ["a file more", "c.ts", first["a.ts"], "all"],
  ["a file less", "b.ts", undefined, "all"],
  ["a fault of syntax", "a.ts", "export const x = {;\n", "all"],
  ["a file that did not matter and does not now", "plain.ts", `// One.\n${first["plain.ts"]}`, "none"],
  ["a file that did not matter and shows something else", "plain.ts", `export const one = "1";\n`, "all"],
  ["a file that did not matter and does now", "plain.ts", first["a.ts"], "all"],
  ["a first tag", "a.ts", first["a.ts"].replace("export async", "/** @owns */\nexport async"), "all"],
  ["another word about who owns", "b.ts", first["b.ts"].replace("// borrows", "// takes the file"), "all"],
  ["a file that becomes strict", "a.ts", `"use freehold";\n${first["a.ts"]}`, "all"],
];

test.each(edits)("after %s (%s)", (_, file, text, asked) => {
  using folder = folderWith(first);
  using loader = openLoader();
  const before = load(loader, folder);
  write(folder, file, text);
  const after = load(loader, folder);
  const fresh = loadProgram({ cwd: folder.path, paths: [], names });
  expect(told(after)).toEqual(told(fresh));
  expect(howMuch(after, before, fresh)).toBe(asked);
});

test("edit after edit, there and back", () => {
  using folder = folderWith(first);
  using loader = openLoader();
  const before = load(loader, folder);
  for (const [, file, text] of edits) {
    write(folder, file, text);
    expect(told(load(loader, folder))).toEqual(told(loadProgram({ cwd: folder.path, paths: [], names })));
    for (const [name, original] of Object.entries(first)) write(folder, name, original);
    rmSync(join(folder.path, "c.ts"), { force: true });
    expect(told(load(loader, folder))).toEqual(told(before));
  }
});

test("files that become strict by the configuration are asked about whole", () => {
  using folder = folderWith(first);
  using loader = openLoader();
  load(loader, folder);
  const request = { cwd: folder.path, paths: [], names, isStrict: () => true };
  expect(told(loader.load(request))).toEqual(told(loadProgram(request)));
});

function load(loader: Loader, folder: Folder): LoadedProgram {
  return loader.load({ cwd: folder.path, paths: [], names });
}

function write(folder: Folder, file: string, text: string | undefined): void {
  if (text === undefined) rmSync(join(folder.path, file));
  else writeFileSync(join(folder.path, file), text);
}

/** Answers from before and after an edit are of two compilers' sessions, which number the same type twice: types are told by what they are. */
function told({ program, problems }: LoadedProgram): object {
  const { files, bodies, answers } = program;
  const facts = answers.map(({ calls, locals }) => ({
    calls: [...calls].map(([call, fact]) => ({
      ...fact,
      call,
      receiver: fact.receiver === undefined ? undefined : typeOf(fact.receiver),
      result: typeOf(fact.result),
    })),
    locals: [...locals].map(([local, type]) => ({ local, type: typeOf(type) })),
  }));
  return { files, bodies, facts, problems };

  function typeOf(id: TypeId, depth = 0): object {
    const { id: _, parts, ...fact } = program.types[id]!;
    return { ...fact, parts: depth > 3 ? parts.length : parts.map((part) => typeOf(part, depth + 1)) };
  }
}

function howMuch(after: LoadedProgram, before: LoadedProgram, fresh: LoadedProgram): "none" | "one" | "all" {
  const { questions } = after.statistics;
  if (questions === 0) return "none";
  return questions === fresh.statistics.questions ? "all" : questions < before.statistics.questions ? "one" : "all";
}
