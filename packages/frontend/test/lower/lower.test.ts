/** Runs the Markdown specs of the lowering: each heading holds a `ts`, `tsx` or `js` fence and the `mir` it becomes. */

import { readFileSync, writeFileSync } from "node:fs";
import { parseBody } from "@freehold/mir/parse";
import { printBody } from "@freehold/mir/print";
import { validateBody } from "@freehold/mir/validate";
import { describe, expect, it } from "vitest";
import { lower } from "./harness.ts";
import { specFiles, specFolder, specPattern, specsOf } from "./spec-file.ts";

for (const name of specFiles()) {
  if (process.env["FREEHOLD_UPDATE"] === "1") update(specFolder + name);
  describe(name, () => {
    for (const spec of specsOf(name)) {
      it(spec.title, () => {
        const { bodies } = lower(spec.code, spec.language);
        expect(bodies.flatMap((body) => validateBody(body))).toEqual([]);
        expect(bodies.map((body) => parseBody(printBody(body, { spans: true })))).toEqual(bodies);
        expect(printed(spec.code, spec.language)).toBe(spec.expected);
      });
    }
  });
}

function update(path: string): void {
  const text = readFileSync(path, "utf8");
  const updated = text.replace(specPattern, (_, title: string, prose: string, language: string, code: string) =>
    [`## ${title}`, `${prose}\`\`\`${language}`, `${code}\`\`\``, "", "```mir", `${printed(code, language)}\`\`\``, "", ""].join("\n"),
  );
  writeFileSync(path, `${updated.trimEnd()}\n`);
}

function printed(code: string, language: string): string {
  return `${lower(code, language)
    .bodies.map((body) => printBody(body))
    .join("\n\n")}\n`;
}
