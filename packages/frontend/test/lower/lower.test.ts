/** Runs the Markdown specs of the lowering: each heading holds a `ts`, `tsx` or `js` fence and the `mir` it becomes. */

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseBody } from "@freehold/mir/parse";
import { printBody } from "@freehold/mir/print";
import { validateBody } from "@freehold/mir/validate";
import { describe, expect, it } from "vitest";
import { lower } from "./harness.ts";

interface Spec {
  readonly title: string;
  readonly language: string;
  readonly code: string;
  readonly expected: string;
}

const specPattern =
  /^#+ (?<title>.+)\n(?<prose>(?:(?!#|```).*\n)*)```(?<language>tsx?|js)\n(?<code>[^]*?)```\n\n*(?:```mir\n(?<expected>[^]*?)```\n\n*)?/gm;

const folder = fileURLToPath(new URL(".", import.meta.url));

for (const name of readdirSync(folder).filter((each) => each.endsWith(".md"))) {
  if (process.env["FREEHOLD_UPDATE"] === "1") update(folder + name);
  describe(name, () => {
    for (const spec of specsOf(readFileSync(folder + name, "utf8"))) {
      it(spec.title, () => {
        const { bodies } = lower(spec.code, spec.language);
        expect(bodies.flatMap((body) => validateBody(body))).toEqual([]);
        expect(bodies.map((body) => parseBody(printBody(body, { spans: true })))).toEqual(bodies);
        expect(printed(spec.code, spec.language)).toBe(spec.expected);
      });
    }
  });
}

function specsOf(text: string): readonly Spec[] {
  return [...text.matchAll(specPattern)].map(({ groups }) => ({
    title: groups?.["title"] ?? "",
    language: groups?.["language"] ?? "ts",
    code: groups?.["code"] ?? "",
    expected: groups?.["expected"] ?? "",
  }));
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
