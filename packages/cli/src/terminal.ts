/** How output should look where it goes: colours, characters and width, decided from the options and the environment. */

import { asciiGlyphs, type Glyphs, unicodeGlyphs } from "@freehold/diagnostics/render/glyphs";
import { plainStyle, type Style } from "@freehold/diagnostics/render/style";
import type { TextOptions } from "@freehold/diagnostics/render/text";
import picocolors from "picocolors";
import type { Sink, World } from "./world.ts";

export interface Look {
  readonly color: "auto" | "always" | "never";
  readonly characters: "auto" | "ascii";
}

/** Where there is no terminal: logs, files and pipes. */
const defaultWidth = 100;

export function textOptions(look: Look, sink: Sink, world: World): TextOptions {
  return {
    width: sink.columns ?? defaultWidth,
    glyphs: glyphsFor(look, world),
    style: wantsColor(look, sink, world) ? colors : plainStyle,
  };
}

/** The options come first, then NO_COLOR, then FORCE_COLOR, then whether a terminal is there to show it. */
export function wantsColor(look: Look, sink: Sink, { env }: World): boolean {
  if (look.color !== "auto") return look.color === "always";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return sink.isTerminal && env["TERM"] !== "dumb";
}

/** Unicode unless the locale names another character set, or the terminal is one that cannot draw. */
export function glyphsFor(look: Look, { env, platform }: World): Glyphs {
  if (look.characters === "ascii") return asciiGlyphs;
  if (platform === "win32") return unicodeGlyphs;
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((value) => value !== undefined && value !== "");
  if (locale !== undefined) return /utf-?8/i.test(locale) ? unicodeGlyphs : asciiGlyphs;
  return env["TERM"] === "linux" || env["TERM"] === "dumb" ? asciiGlyphs : unicodeGlyphs;
}

const paint = picocolors.createColors(true);

const colors: Style = {
  strong: paint.bold,
  quiet: paint.dim,
  gutter: paint.dim,
  error: (text) => paint.bold(paint.red(text)),
  warning: (text) => paint.bold(paint.yellow(text)),
  note: paint.blue,
  added: paint.green,
  removed: paint.red,
};
