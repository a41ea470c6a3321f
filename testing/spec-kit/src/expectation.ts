/** What a line of a spec expects to be found on it, written as comments at its end. */

export interface Expectation {
  readonly kind: ExpectationKind;
  /** The diagnostic's name: `leaked-resource`. */
  readonly name: string;
  /** Must occur in the message or in a label; empty fits all. */
  readonly text: string;
  /** In the snippet; counts from 1. */
  readonly line: number;
}

/**
 * `known-miss`: a fault that is not found today; fails once it is found, so that it becomes an `error`.
 * `known-noise`: a false alarm of today; fails once it is gone, so that it is taken out.
 */
export type ExpectationKind = "error" | "warning" | "known-miss" | "known-noise";

const comment = /\/\/ (error|warning|known-miss|known-noise): \[([a-z-]+)\](?: "([^"]*)")?/g;

/** In source order. A comment that looks like an expectation and is not one is our own mistake, and told. */
export function expectationsOf(code: string): readonly Expectation[] {
  return code.split("\n").flatMap((text, index) => {
    const found = [...text.matchAll(comment)].map((match) => ({
      kind: match[1] as ExpectationKind,
      name: match[2]!,
      text: match[3] ?? "",
      line: index + 1,
    }));
    const claimed = text.match(/\/\/ (?:error|warning|known-miss|known-noise)\b/g) ?? [];
    if (claimed.length !== found.length) throw new Error(`malformed expectation: ${text.trim()}`);
    return found;
  });
}

export function withoutExpectations(line: string, kinds: readonly ExpectationKind[]): string {
  return line.replace(comment, (whole, kind: ExpectationKind) => (kinds.includes(kind) ? "" : whole)).trimEnd();
}

export function printExpectation(expectation: Omit<Expectation, "line">): string {
  const text = expectation.text === "" ? "" : ` "${expectation.text}"`;
  return `// ${expectation.kind}: [${expectation.name}]${text}`;
}
