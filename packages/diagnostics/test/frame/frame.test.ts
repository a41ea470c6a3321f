/** Every frame in the Markdown files beside this one is drawn to the letter; `FREEHOLD_UPDATE=1` rewrites them. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { asciiGlyphs, unicodeGlyphs } from "@freehold/diagnostics/render/glyphs";
import { plainStyle } from "@freehold/diagnostics/render/style";
import { renderText } from "@freehold/diagnostics/render/text";
import { describe, expect, test } from "vitest";
import { type FrameCase, parseCases, root, updateCases } from "./case.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));

for (const name of readdirSync(folder).filter((file) => file.endsWith(".md"))) {
  const path = folder + name;
  if (process.env["FREEHOLD_UPDATE"] === "1") writeFileSync(path, updateCases(readFileSync(path, "utf8"), render));
  describe(name, () => {
    for (const frameCase of parseCases(readFileSync(path, "utf8"))) {
      test.each(frameCase.expectations)(`${frameCase.title} $variant`, ({ variant, text }) => {
        expect(render(frameCase, variant)).toBe(text);
      });
    }
  });
}

function render({ diagnostics, files }: FrameCase, variant: string): string {
  const words = variant.split(" ");
  const width = Number(words.find((word) => /^\d+$/.test(word)) ?? 100);
  const glyphs = words.includes("ascii") ? asciiGlyphs : unicodeGlyphs;
  const report = { diagnostics, files, root, version: "0.1.0", checkedFiles: files.size, functions: { owning: 0, releasing: 0 } };
  return renderText(report, { width, glyphs, style: plainStyle });
}
