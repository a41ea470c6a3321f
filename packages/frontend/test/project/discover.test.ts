/** Project discovery over small folders, with TypeScript's own reading of configurations. */

import { afterAll, expect, test } from "vitest";
import { asFilePath } from "@freehold/diagnostics/span";
import { nodeHost } from "../../src/node.ts";
import { relativePath } from "../../src/path.ts";
import { discover } from "../../src/project.ts";
import { startTs7 } from "../../src/ts7/compiler.ts";
import { folderWith, type Files } from "../folders.ts";

const compiler = startTs7(asFilePath(import.meta.dirname));
afterAll(() => compiler[Symbol.dispose]());

interface Case {
  readonly says: string;
  readonly files: Files;
  readonly paths: readonly string[];
  /** `config: roots in scopes`, one for each plan. */
  readonly plans: readonly string[];
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: "a folder with a configuration is that project",
    files: { "tsconfig.json": `{ "include": ["src"] }`, "src/a.ts": "", "other/b.ts": "" },
    paths: [],
    plans: ["tsconfig.json: src/a.ts in ."],
  },
  {
    says: "a folder inside a project is checked with the project's configuration, and only the folder",
    files: { "tsconfig.json": "{}", "src/a.ts": "", "src/deep/b.ts": "" },
    paths: ["src/deep"],
    plans: ["tsconfig.json: src/a.ts src/deep/b.ts in src/deep"],
  },
  {
    says: "a configuration that extends another has its options and files",
    files: { "base.json": `{ "include": ["lib"] }`, "tsconfig.json": `{ "extends": "./base.json" }`, "lib/a.ts": "", "b.ts": "" },
    paths: [],
    plans: ["tsconfig.json: lib/a.ts in ."],
  },
  {
    says: "references are followed, from a configuration without files of its own too",
    files: {
      "tsconfig.json": `{ "files": [], "references": [{ "path": "a" }, { "path": "b/tsconfig.build.json" }] }`,
      "a/tsconfig.json": "{}",
      "a/a.ts": "",
      "b/tsconfig.build.json": "{}",
      "b/b.ts": "",
    },
    paths: [],
    plans: ["a/tsconfig.json: a/a.ts in .", "b/tsconfig.build.json: b/b.ts in ."],
  },
  {
    says: "a circle of references is one problem, and everything in it is checked",
    files: {
      "tsconfig.json": `{ "files": [], "references": [{ "path": "a" }, { "path": "b" }] }`,
      "a/tsconfig.json": `{ "references": [{ "path": "../b" }] }`,
      "a/a.ts": "",
      "b/tsconfig.json": `{ "references": [{ "path": "../a" }] }`,
      "b/b.ts": "",
    },
    paths: [],
    plans: ["a/tsconfig.json: a/a.ts in .", "b/tsconfig.json: b/b.ts in ."],
    problems: [
      "Project references form a circle: `a/tsconfig.json` → `b/tsconfig.json` → `a/tsconfig.json`; remove one of these references",
    ],
  },
  {
    says: "a reference that leads nowhere is a problem, and the rest is checked",
    files: { "tsconfig.json": `{ "references": [{ "path": "./gone" }] }`, "a.ts": "" },
    paths: [],
    plans: ["tsconfig.json: a.ts in ."],
    problems: ["`tsconfig.json` references `gone/tsconfig.json`, which does not exist: remove the reference or restore the file"],
  },
  {
    says: "a jsconfig speaks for JavaScript",
    files: { "jsconfig.json": `{ "compilerOptions": { "checkJs": true } }`, "a.js": "" },
    paths: [],
    plans: ["jsconfig.json: a.js in ."],
  },
  {
    says: "without a configuration all TypeScript of the folder is loose, dependencies and outputs left out",
    files: {
      "a.ts": "",
      "b.mts": "",
      "c.tsx": "",
      "d.cts": "",
      "e.js": "",
      "types.d.ts": "",
      "dist/x.ts": "",
      "deep/build/y.ts": "",
      "deep/z.ts": "",
    },
    paths: [],
    plans: ["loose: a.ts b.mts c.tsx d.cts deep/z.ts in ."],
  },
  {
    says: "a folder without a configuration finds those below it",
    files: { "packages/a/tsconfig.json": "{}", "packages/a/a.ts": "", "packages/b/tsconfig.json": "{}", "packages/b/b.ts": "" },
    paths: ["."],
    plans: ["packages/a/tsconfig.json: packages/a/a.ts in .", "packages/b/tsconfig.json: packages/b/b.ts in ."],
  },
  {
    says: "a folder that the project leaves out is loose, under the project's options",
    files: { "tsconfig.json": `{ "include": ["src"] }`, "src/a.ts": "", "scripts/b.ts": "" },
    paths: ["scripts"],
    plans: ["loose like tsconfig.json: scripts/b.ts in scripts"],
  },
  {
    says: "a named file is checked by the project that includes it, alone",
    files: { "tsconfig.json": "{}", "a.ts": "", "b.ts": "" },
    paths: ["b.ts"],
    plans: ["tsconfig.json: a.ts b.ts in b.ts"],
  },
  {
    says: "a named file is looked for in references too",
    files: {
      "tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
      "tsconfig.app.json": `{ "include": ["src"] }`,
      "src/a.ts": "",
    },
    paths: ["src/a.ts"],
    plans: ["tsconfig.app.json: src/a.ts in src/a.ts"],
  },
  {
    says: "a named file is looked for in configurations further up",
    files: {
      "tsconfig.json": `{ "include": ["**/*"] }`,
      "sub/tsconfig.json": `{ "include": ["lib"] }`,
      "sub/a.ts": "",
      "sub/lib/b.ts": "",
    },
    paths: ["sub/a.ts"],
    plans: ["tsconfig.json: sub/a.ts sub/lib/b.ts in sub/a.ts"],
  },
  {
    says: "named JavaScript is checked without any configuration",
    files: { "a.js": "", "b.mjs": "" },
    paths: ["a.js", "b.mjs"],
    plans: ["loose: a.js b.mjs in a.js b.mjs"],
  },
  {
    says: "a named configuration is that project, whole",
    files: { "tsconfig.build.json": `{ "include": ["src"] }`, "src/a.ts": "", "b.ts": "" },
    paths: ["tsconfig.build.json"],
    plans: ["tsconfig.build.json: src/a.ts in /"],
  },
  {
    says: "two paths into one project are one plan",
    files: { "tsconfig.json": "{}", "a/x.ts": "", "b/y.ts": "" },
    paths: ["b", "a"],
    plans: ["tsconfig.json: a/x.ts b/y.ts in a b"],
  },
  {
    says: "a path that does not exist is fatal",
    files: {},
    paths: ["src"],
    plans: [],
    problems: ["fatal: `src` does not exist: name a file or a folder that does"],
  },
  {
    says: "a named configuration that does not exist is fatal",
    files: {},
    paths: ["tsconfig.build.json"],
    plans: [],
    problems: ["fatal: The project file `tsconfig.build.json` does not exist: name an existing one, or the folder to check"],
  },
  {
    says: "a configuration with a fault of syntax is fatal, and its project is not guessed at",
    files: { "tsconfig.json": `{\n  "include": ["a" "b"]\n}`, "a.ts": "" },
    paths: [],
    plans: [],
    problems: ["fatal: `tsconfig.json` line 2 is not valid (',' expected): mend it, nothing of this project is checked before"],
  },
  {
    says: "an extends that cannot be read is a problem, and the rest holds",
    files: { "tsconfig.json": `{ "extends": "./gone.json" }`, "a.ts": "" },
    paths: [],
    plans: ["tsconfig.json: a.ts in ."],
    problems: [
      "`tsconfig.json` extends a file that cannot be read (Cannot read file 'gone.json'): install or mend it, the project is checked without",
    ],
  },
  {
    says: "a file of another language is told, and not checked",
    files: { "a.css": "" },
    paths: ["a.css"],
    plans: [],
    problems: ["`a.css` is neither TypeScript nor JavaScript: it is not checked"],
  },
  { says: "a named declaration file is never checked itself", files: { "a.d.ts": "" }, paths: ["a.d.ts"], plans: [] },
];

test.each(cases)("$says", ({ files, paths, plans, problems = [] }) => {
  using folder = folderWith(files);
  const found = discover(folder.path, paths, nodeHost(compiler));
  const shown = (path: string): string => relativePath(folder.path, asFilePath(path));
  const printed = found.plans.map(({ kind, config, roots, scopes }) => {
    const name = [
      ...(kind === "loose" ? ["loose"] : []),
      ...(config === undefined ? [] : [...(kind === "loose" ? ["like"] : []), shown(config)]),
    ].join(" ");
    return `${name}: ${roots.map(shown).join(" ")} in ${scopes.map(shown).join(" ")}`;
  });
  expect(printed).toEqual(plans);
  const messages = found.problems.map((problem) => `${problem.fatal ? "fatal: " : ""}${problem.message}`);
  expect(messages).toEqual(problems);
});
