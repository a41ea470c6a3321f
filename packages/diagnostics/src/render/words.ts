/** Prose in a frame: made harmless, measured and wrapped. */

import fastStringWidth from "fast-string-width";
import { wrapAnsi } from "fast-wrap-ansi";

/** Columns the text takes on a terminal. */
export function widthOf(text: string): number {
  return fastStringWidth(text);
}

/** Lines no wider than `width`, broken between words and not inside backticks; what is longer than that keeps a line to itself. */
export function wrapWords(text: string, width: number): readonly string[] {
  const whole = printable(text).replaceAll(/`[^`\n]*`/g, (code) => (widthOf(code) > width ? code : code.replaceAll(" ", unbreakable)));
  return wrapAnsi(whole, Math.max(1, width)).replaceAll(unbreakable, " ").split("\n");
}

const unbreakable = "\u00a0";

/** On one line, with nothing in it that could steer a terminal. */
export function oneLine(text: string): string {
  return printable(text.replaceAll(/\s+/g, " "));
}

/**
 * A stand-in for a character that a terminal would obey or hide instead of showing: controls, and the marks that turn the
 * direction of text, with which code can be made to look like other code.
 */
export function standIn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}

/** Matches a grapheme that needs a stand-in; joiners and variation selectors inside emoji are left alone. */
export const unprintable = /\p{Cs}|^(?:[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff])$/u;

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\n" ? character : standIn(character),
  );
}
