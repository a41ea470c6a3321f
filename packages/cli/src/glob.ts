/** Which files the patterns of a configuration mean: `src` and all below it, `src/*.ts`, `{lib,test}`, and `**` for any folders between. */

/** Paths are relative to the configuration's folder, with forward slashes. */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(expressionOf);
  return (path) => expressions.some((expression) => expression.test(path));
}

/** A pattern means what it matches, and everything below that. */
function expressionOf(pattern: string): RegExp {
  const trimmed = pattern.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  const source = trimmed.replaceAll(token, (text) => sourceOf(text));
  return new RegExp(`^${source}(?:/.*)?$`, "u");
}

/** Each alternative is one step of a pattern; whatever is none stands for itself. */
const token = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[\\^$.|+()[\]{}]/g;

function sourceOf(text: string): string {
  if (text === "**/") return "(?:.*/)?";
  if (text === "**") return ".*";
  if (text === "*") return "[^/]*";
  if (text === "?") return "[^/]";
  if (text.length > 1 && text.startsWith("{")) return alternatives(text.slice(1, -1));
  return `\\${text}`;
}

function alternatives(text: string): string {
  const sources = text.split(",").map((part) => part.replaceAll(token, (inner) => sourceOf(inner)));
  return `(?:${sources.join("|")})`;
}
