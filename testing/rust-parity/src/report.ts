/** One fault as both judges tell it: its code, and the line it is about. */

export interface Report {
  /** rustc's code; `lifetime` for the one that has none. */
  readonly code: string;
  /** Counts from 1 in the piece that was judged. */
  readonly line: number;
}

/** By line, then code: the order in which a reader meets them. */
export function inOrder<Told extends Report>(reports: readonly Told[]): readonly Told[] {
  return reports.toSorted((a, b) => a.line - b.line || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** One name for the codes between which rustc's own versions waver. */
export function family(code: string): string {
  return families.get(code) ?? code;
}

/** A borrow that reaches its end outside of the function: which of its codes is told depends on what rustc can name. */
const families: ReadonlyMap<string, string> = new Map([
  ["E0521", "escape"],
  ["E0621", "escape"],
  ["lifetime", "escape"],
]);

/** An end that is written out is told apart by the checker from other moves; to Rust both are moves. */
export function asMove(name: string): string {
  return name === "use-after-release" || name === "double-release" ? "use-after-move" : name;
}

/** The finding of the checker that a code of rustc's belongs to. */
export function nameOf(code: string): string {
  return names.get(code) ?? code;
}

const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "assigned-while-borrowed": "E0506 E0510",
    "closure-outlives-capture": "E0373",
    "conflicting-borrow": "E0499 E0500 E0501 E0502 E0503 E0524",
    "escaping-borrow": "E0515 E0521 E0621 lifetime",
    "missing-lifetime": "E0106",
    "moved-out-of-borrow": "E0507 E0508 E0509",
    "moved-while-borrowed": "E0505",
    "not-send": "E0277",
    "outlives-using": "E0597 E0713 E0716",
    "use-after-move": "E0382",
    "used-before-init": "E0381",
    "write-through-ref": "E0594 E0596",
  }).flatMap(([name, codes]) => codes.split(" ").map((code): [string, string] => [code, name])),
);
