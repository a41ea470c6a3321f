/** The gate for speed that does not flicker: how much the compiler is asked, counted on folders that never change. */

import { expect, test } from "vitest";
import { loadProgram } from "../../src/loader.ts";
import type { Statistics } from "../../src/statistics.ts";
import { folderWith, type Files } from "../folders.ts";

const names = [
  { modules: ["node:fs/promises"], copies: [], acquiring: ["open"], ending: ["close"], touching: [], sending: [], locking: [] },
];

const config = `{ "compilerOptions": { "target": "esnext", "module": "nodenext", "types": ["node"], "strict": true }, "include": ["*.ts"] }`;

const owning = `import { open } from "node:fs/promises";
export async function report(path: string, log: (text: string) => void) {
  const file = await open(path);
  try {
    const text = await file.readFile("utf8");
    log(text.trim().toUpperCase());
    return text.length;
  } finally {
    await file.close();
  }
}
`;

const plain = `export function size(list: readonly string[]) {
  const known = new Set(list.map((each) => each.trim()));
  if (known.size === 0) throw new TypeError("empty");
  return [...known].reduce((sum, each) => sum + each.length, 0);
}
`;

function counts(files: Files): Pick<Statistics, "files" | "bodies" | "questions" | "requests"> {
  using folder = folderWith({ "tsconfig.json": config, ...files });
  const { files: fetched, bodies, questions, requests } = loadProgram({ cwd: folder.path, paths: [], names }).statistics;
  return { files: fetched, bodies, questions, requests };
}

function copies(count: number, text: string): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`copy${index}.ts`, text]));
}

test("a file in which nothing can be owned is not fetched, lowered or asked about", () => {
  expect(counts(copies(20, plain))).toEqual({ files: 0, bodies: 0, questions: 0, requests: 6 });
});

test("one function that owns a file handle costs this much", () => {
  expect(counts({ "report.ts": owning, "size.ts": plain })).toEqual({ files: 1, bodies: 2, questions: 18, requests: 34 });
});

test("a file more costs one request, to fetch it, and the questions of its own calls", () => {
  const [one, ten] = [counts(copies(1, owning)), counts(copies(10, owning))];
  expect(ten.requests - one.requests).toBe(9);
  expect(ten.questions - one.questions).toBe(9 * 8);
});
