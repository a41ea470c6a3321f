/** Both judges' verdicts on programs of the IR, and how far they agree. */

import { askChecker, type Finding } from "./checker.ts";
import type { Program } from "./ir.ts";
import { isRejectedByNll } from "./nll.ts";
import { printRust } from "./print-rust.ts";
import { printTypeScript } from "./print-typescript.ts";
import { asMove, family, nameOf, type Report } from "./report.ts";
import { askRustc } from "./rustc.ts";

export interface Judged {
  readonly program: Program;
  readonly rust: readonly Report[];
  readonly checker: readonly Finding[];
  /** Only rustc rejects it, and by Polonius' rules it would not. */
  readonly onlyNll: boolean;
}

/** `accepted`: by the checker alone. `stricter`: rejected by the checker alone; `kinds` are the codes or names of whoever rejects. */
export type Outcome =
  | { readonly kind: "both accept" }
  | { readonly kind: "only NLL rejects" }
  | { readonly kind: "both reject"; readonly sameStatement: boolean; readonly sameFaults: boolean }
  | { readonly kind: "accepted"; readonly kinds: string }
  | { readonly kind: "stricter"; readonly kinds: string };

export function judge(programs: readonly Program[]): readonly Judged[] {
  const rust = verdictsOfRustc(programs);
  const checker = verdictsOfChecker(programs);
  return programs.map((program, index) => judged(program, rust[index]!, checker[index]!));
}

export function judged(program: Program, rust: readonly Report[], checker: readonly Finding[]): Judged {
  const isAccepted = outcomeOf({ rust, checker, onlyNll: false }).kind === "accepted";
  return { program, rust, checker, onlyNll: isAccepted && isRejectedByNll(printTypeScript(program, "f")) };
}

/** More functions in one crate, or in one file, are slower, and fewer start the compiler too often. */
const batch = 1000;

export function verdictsOfRustc(programs: readonly Program[]): readonly (readonly Report[])[] {
  return inBatches(programs, (some) => askRustc(some.map((program) => printRust(program, "f"))));
}

export function verdictsOfChecker(programs: readonly Program[]): readonly (readonly Finding[])[] {
  return inBatches(programs, (some) => askChecker(some.map((program) => printTypeScript(program, "f"))));
}

export function outcomeOf({ rust, checker, onlyNll }: Omit<Judged, "program">): Outcome {
  const faults = rust.filter(({ code }) => !typescriptsShare.has(code));
  const [first] = faults;
  const [found] = checker;
  if (first === undefined && found === undefined) return { kind: "both accept" };
  if (found === undefined && onlyNll) return { kind: "only NLL rejects" };
  if (found === undefined) return { kind: "accepted", kinds: kindsOf(faults.map(({ code }) => family(code))) };
  if (first === undefined) return { kind: "stricter", kinds: kindsOf(checker.map(({ name }) => asMove(name))) };
  const told = kindsOf(faults.map(({ code }) => nameOf(code)));
  return {
    kind: "both reject",
    sameStatement: first.line === found.line,
    sameFaults: told === kindsOf(checker.map(({ name }) => asMove(name))),
  };
}

/** The compiler of TypeScript itself rejects what is used before it is set, and what is set though it is `const`. */
const typescriptsShare = new Set(["E0381", "E0384"]);

function kindsOf(words: readonly string[]): string {
  return [...new Set(words)].toSorted().join(" ");
}

function inBatches<Value, Answer>(values: readonly Value[], ask: (some: readonly Value[]) => readonly Answer[]): readonly Answer[] {
  const starts = Array.from({ length: Math.ceil(values.length / batch) }, (_, index) => index * batch);
  return starts.flatMap((start) => ask(values.slice(start, start + batch)));
}
