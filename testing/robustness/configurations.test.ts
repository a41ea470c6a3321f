/** Configurations that are missing, broken, circular or unusual: one sentence for each fault, and what can be checked is checked. */

import { expect, test } from "vitest";
import { type Files, freehold, leak, placesIn, projectWith } from "./project.ts";

interface Case {
  readonly says: string;
  readonly files: Files;
  readonly args?: readonly string[];
  readonly code: number;
  readonly told: readonly string[];
  /** Files whose leak is found. */
  readonly found: readonly string[];
}

const library = { compilerOptions: { composite: true, types: [] } };
const extending = (base: string): string => JSON.stringify({ extends: base, compilerOptions: { types: [] } });
const solution = (...paths: readonly string[]): string => JSON.stringify({ files: [], references: paths.map((path) => ({ path })) });
const referring = (path: string): string => JSON.stringify({ ...library, references: [{ path }] });
const unread = (reason: string): string =>
  `\`tsconfig.json\` extends a file that cannot be read (${reason}): install or mend it, the project is checked without`;

const javaScript = `/** @typedef {{ query(text: string): Promise<string[]>, release(): void }} PoolClient */
/** @typedef {{ connect(): Promise<PoolClient> }} Pool */
/** @param {Pool} pool */
export async function report(pool) {
  const client = await pool.connect();
  const rows = await client.query("select 1");
  if (rows.length === 0) return null;
  client.release();
  return rows;
}
`;

const cases: readonly Case[] = [
  { says: "none is needed", files: { "leak.ts": leak }, code: 1, told: [], found: ["leak.ts"] },
  {
    says: "a named one must exist",
    files: { "leak.ts": leak },
    args: ["tsconfig.json"],
    code: 2,
    told: ["The project file `tsconfig.json` does not exist: name an existing one, or the folder to check"],
    found: [],
  },
  {
    says: "comments and trailing commas are allowed",
    files: { "tsconfig.json": `// first\n{ "compilerOptions": { /* none */ "types": [], }, "include": ["src",], }\n`, "src/leak.ts": leak },
    code: 1,
    told: [],
    found: ["src/leak.ts"],
  },
  { says: "an empty one is one", files: { "tsconfig.json": "", "leak.ts": leak }, code: 1, told: [], found: ["leak.ts"] },
  {
    says: "an unfinished one is told with its line",
    files: { "tsconfig.json": `{\n  "compilerOptions": `, "leak.ts": leak },
    code: 2,
    told: ["`tsconfig.json` line 2 is not valid (Expression expected): mend it, nothing of this project is checked before"],
    found: [],
  },
  {
    says: "one that is no object is told",
    files: { "tsconfig.json": "[]", "leak.ts": leak },
    code: 2,
    told: [
      "`tsconfig.json` line 1 is not valid (The root value of a 'tsconfig.json' file must be an object): mend it, nothing of this project is checked before",
    ],
    found: [],
  },
  {
    says: "one that extends a missing package is told, and the project is checked without",
    files: { "tsconfig.json": extending("@tsconfig/gone/tsconfig.json"), "leak.ts": leak },
    code: 2,
    told: [unread("File '@tsconfig/gone/tsconfig.json' not found").replace("`tsconfig.json`", "`tsconfig.json` line 1")],
    found: ["leak.ts"],
  },
  {
    says: "one that extends a missing file is told, and the project is checked without",
    files: { "tsconfig.json": extending("./gone.json"), "leak.ts": leak },
    code: 2,
    told: [unread("Cannot read file 'gone.json'")],
    found: ["leak.ts"],
  },
  {
    says: "one that extends itself by way of another is told",
    files: { "tsconfig.json": extending("./base.json"), "base.json": extending("./tsconfig.json"), "leak.ts": leak },
    code: 2,
    told: [unread("Configurations extend each other in a circle")],
    found: ["leak.ts"],
  },
  {
    says: "one that extends a broken one is told with the other's line",
    files: { "tsconfig.json": extending("./base.json"), "base.json": `{\n  "include": `, "leak.ts": leak },
    code: 2,
    told: [unread("base.json line 2: Expression expected")],
    found: ["leak.ts"],
  },
  {
    says: "a solution checks the projects it refers to",
    files: {
      "tsconfig.json": solution("a", "b"),
      "a/tsconfig.json": JSON.stringify(library),
      "b/tsconfig.json": referring("../a"),
      "a/leak.ts": leak,
      "b/leak.ts": leak,
    },
    code: 1,
    told: [],
    found: ["a/leak.ts", "b/leak.ts"],
  },
  {
    says: "references in a circle are told, and all projects are checked",
    files: {
      "tsconfig.json": solution("a", "b"),
      "a/tsconfig.json": referring("../b"),
      "b/tsconfig.json": referring("../a"),
      "a/leak.ts": leak,
      "b/leak.ts": leak,
    },
    code: 1,
    told: ["Project references form a circle: `a/tsconfig.json` → `b/tsconfig.json` → `a/tsconfig.json`; remove one of these references"],
    found: ["a/leak.ts", "b/leak.ts"],
  },
  {
    says: "a reference to nothing is told, and the rest is checked",
    files: { "tsconfig.json": JSON.stringify({ compilerOptions: { types: [] }, references: [{ path: "a" }] }), "leak.ts": leak },
    code: 2,
    told: ["`tsconfig.json` references `a/tsconfig.json`, which does not exist: remove the reference or restore the file"],
    found: ["leak.ts"],
  },
  {
    says: "checkJs has JavaScript checked by its JSDoc",
    files: { "tsconfig.json": JSON.stringify({ compilerOptions: { allowJs: true, checkJs: true, types: [] } }), "leak.js": javaScript },
    code: 1,
    told: [],
    found: ["leak.js"],
  },
  {
    says: "without checkJs only named JavaScript is checked",
    files: { "leak.js": javaScript, "other.js": javaScript },
    args: ["leak.js"],
    code: 1,
    told: [],
    found: ["leak.js"],
  },
];

test.each(cases)("$says", ({ files, args = [], code, told, found }) => {
  using project = projectWith(files);
  const run = freehold(project.folder, "--format", "short", ...args);
  expect(run).toMatchObject({ code, told });
  expect(placesIn(run)).toEqual(found.map((file) => `${file}:5 FH1001`));
});
