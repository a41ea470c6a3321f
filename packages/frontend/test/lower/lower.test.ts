/** Runs the Markdown specs of the lowering: each heading holds a `ts` (or `tsx`) fence and the `mir` it becomes. */

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { asFilePath } from "@freehold/diagnostics/span";
import { printBody } from "@freehold/mir/print";
import { API } from "typescript/sync";
import { afterAll, describe, expect, it } from "vitest";
import { lowerFile } from "../../src/lower/file.ts";
import { syntaxOf } from "../../src/ts7/parse.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const api = new API();
afterAll(() => api.close());

const specPattern = /^#+ (?<title>.+)\n(?<prose>(?:(?!#|```).*\n)*)```(?<language>tsx?|js)\n(?<code>[^]*?)```\n\n*(?:```mir\n(?<expected>[^]*?)```\n\n*)?/gm;
const specFiles = readdirSync(folder).filter((name) => name.endsWith(".md"));
const update = process.env["FREEHOLD_UPDATE"] === "1";

for (const name of specFiles) {
  const text = readFileSync(folder + name, "utf8");
  if (update) writeFileSync(folder + name, `${rewritten(text).trimEnd()}\n`);
  describe(name, () => {
    for (const spec of specsOf(update ? readFileSync(folder + name, "utf8") : text)) {
      it(spec.title, () => {
        expect(lowered(spec.code, spec.language)).toBe(spec.expected);
      });
    }
  });
}

interface Spec {
  readonly title: string;
  readonly language: string;
  readonly code: string;
  readonly expected: string;
}


function specsOf(text: string): readonly Spec[] {
  return [...text.matchAll(specPattern)].map(({ groups }) => ({
    title: groups?.["title"] ?? "",
    language: groups?.["language"] ?? "ts",
    code: groups?.["code"] ?? "",
    expected: groups?.["expected"] ?? "",
  }));
}

function rewritten(text: string): string {
  return text.replace(specPattern, (_, title: string, prose: string, language: string, code: string) => {
    return `## ${title}\n${prose}\`\`\`${language}\n${code}\`\`\`\n\n\`\`\`mir\n${lowered(code, language)}\`\`\`\n\n`;
  });
}

function lowered(code: string, language: string): string {
  const path = `/spec.${language}`;
  const source = api.createSourceFile(path, code);
  const file = lowerFile(syntaxOf(source.sourceFile), asFilePath(path), 0);
  source.dispose();
  return `${file.bodies.map((body) => printBody(body)).join("\n\n")}\n`;
}
