/** The example of the README is code that runs, and says what the README says. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { report } from "./readme.example.ts";

const directory = import.meta.dirname;

test("the README shows the example, and what it prints", () => {
  const readme = readFileSync(`${directory}/../README.md`, "utf8");
  const example = readFileSync(`${directory}/readme.example.ts`, "utf8").replace(/^\/\*\*.*\n\n/, "");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
  expect(readme).toContain(`\`\`\`text\n${report}\n\`\`\``);
});
