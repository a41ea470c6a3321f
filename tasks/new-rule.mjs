/** `npm run new-rule my-rule`: a rule folder that builds, is registered, and fails its own spec until it is filled in. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";
import { writeGenerated } from "./generated.mjs";

const rules = join(root, "packages/checker/src/rules");

process.exitCode = newRule(process.argv[2]);

/** @param {string | undefined} name */
function newRule(name) {
  if (name === undefined || !/^[a-z]+(?:-[a-z]+)*$/.test(name)) {
    console.error("Name the rule in lower case, words joined by hyphens:  npm run new-rule my-rule");
    return 2;
  }
  const folder = join(rules, name);
  if (existsSync(folder)) {
    console.error(`There is already a rule ${name}`);
    return 2;
  }
  const code = nextCode();
  mkdirSync(folder);
  writeFileSync(join(folder, "rule.ts"), ruleText(name, code));
  writeFileSync(join(folder, "explain.md"), explanationText(name));
  writeFileSync(join(folder, "spec.md"), specText(name));
  writeGenerated();
  console.log(`packages/checker/src/rules/${name}: rule.ts, explain.md, spec.md (${code})
Fill them in until it passes:  npx vitest run packages/checker/test/rules.test.ts -t ${name}`);
  return 0;
}

/** The number after the highest of its family; rules whose meaning is rustc's take rustc's code instead. */
function nextCode() {
  const numbers = readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => [...readFileSync(join(rules, entry.name, "rule.ts"), "utf8").matchAll(/code: "FH(1\d{3})"/g)])
    .map((match) => Number(match[1]));
  return `FH${Math.max(1000, ...numbers) + 1}`;
}

/**
 * @param {string} name
 * @param {string} code
 */
function ruleText(name, code) {
  return `/** ${name} (${code}): say in one sentence what it finds. */

import type { BodyView } from "../../body-view.ts";
import { birthplace, primary, subject } from "../../explain/labels.ts";
import type { Owner } from "../../facts/facts.ts";
import { defineRule, type Description } from "../../rule.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
}

export const rule = defineRule<Finding>({
  meta: { name: "${name}", code: "${code}", summary: "say in one line what it finds" },
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  return view.facts.owners.filter((owner) => isAtFault(owner, view)).map((owner) => ({ tier: "definite", owner }));
}

function isAtFault(owner: Owner, view: BodyView): boolean {
  return view.body.name === "" && owner.name === "";
}

function describe({ owner }: Finding, view: BodyView): Description {
  return {
    message: \`\${subject(owner)} is at fault\`,
    labels: [primary(birthplace(owner, view), "say what happens here")],
    why: "Say what goes wrong at run time.",
    help: "Say what to do",
  };
}
`;
}

/** @param {string} name */
function explanationText(name) {
  return `# ${name}

Say what it finds.

## Why it is bad

Say what happens at run time.

## How to mend it

Show the fault, with its expectation at the end of the line, and the mended code.

## When it is not a fault

Say when the rule is silent on purpose.
`;
}

/** @param {string} name */
function specText(name) {
  return `# ${name}

## What it finds

\`\`\`ts
import { open } from "node:fs/promises";

export async function demo(path: string): Promise<void> {
  const file = await open(path); // error: [${name}] "at fault"
  await file.close();
}
\`\`\`

## Its right neighbour

\`\`\`ts
import { open } from "node:fs/promises";

export async function demo(path: string): Promise<void> {
  await using file = await open(path);
}
\`\`\`
`;
}
