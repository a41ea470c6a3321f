/** The ownership IR: small functions that both languages can say, one statement a line. The names are those of the prelude. */

export type ClassName = "Item" | "Pair" | "Sealed";

export type HolderName = "View" | "Watch" | "Hold";

export type Mode = "ref" | "mut";

/** A lifetime is a letter; without one it is elided. */
export type Type =
  | { readonly kind: "number" }
  | { readonly kind: "own"; readonly name: ClassName }
  | { readonly kind: Mode; readonly name: ClassName; readonly lifetime?: string }
  | { readonly kind: "holder"; readonly name: HolderName; readonly lifetime?: string }
  /** Rust's `Vec<Item>`. */
  | { readonly kind: "list" }
  /** Rust's `[Item; 2]`. */
  | { readonly kind: "array" }
  | { readonly kind: "closure" };

/** A step is a field's name, or an index in digits. */
export interface Place {
  readonly root: string;
  readonly path: readonly string[];
}

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  /** Copies, moves or reborrows, as the type has it. */
  | { readonly kind: "use"; readonly place: Place }
  | { readonly kind: "borrow"; readonly mode: Mode; readonly of: Place | Expression }
  | { readonly kind: "new"; readonly name: ClassName | HolderName; readonly values: readonly Expression[] }
  | { readonly kind: "items"; readonly of: "list" | "array"; readonly values: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly values: readonly Expression[] }
  | { readonly kind: "method"; readonly on: Place; readonly name: string; readonly values: readonly Expression[] };

export type Statement =
  | { readonly kind: "let"; readonly name: string; readonly type: Type; readonly value?: Expression }
  | { readonly kind: "assign"; readonly place: Place; readonly value: Expression }
  | { readonly kind: "add"; readonly place: Place; readonly value: number }
  | { readonly kind: "do"; readonly value: Expression }
  | { readonly kind: "if"; readonly body: Statements; readonly otherwise?: Statements }
  | { readonly kind: "while"; readonly body: Statements }
  | { readonly kind: "loop"; readonly body: Statements }
  | { readonly kind: "block"; readonly body: Statements }
  | { readonly kind: "closure"; readonly name: string; readonly moves: Moves; readonly body: Statements }
  /** A closure that is handed to `run`, `runMut`, `runOnce` or `later` where it is written. */
  | { readonly kind: "give"; readonly to: string; readonly moves: Moves; readonly body: Statements }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  | { readonly kind: "return"; readonly value?: Expression };

export type Statements = readonly Statement[];

/** Whether a closure takes what it captures, Rust's `move`. */
export type Moves = "moves" | "borrows";

export interface Parameter {
  readonly name: string;
  readonly type: Type;
}

export interface Program {
  readonly lifetimes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly result?: Type;
  readonly body: Statements;
}

/** Lists of statements within a statement, in order; a copy with others in their place is `withInner`. */
export function innerOf(statement: Statement): readonly Statements[] {
  if (!("body" in statement)) return [];
  const otherwise = statement.kind === "if" ? statement.otherwise : undefined;
  return otherwise === undefined ? [statement.body] : [statement.body, otherwise];
}

export function withInner(statement: Statement, [body, otherwise]: readonly Statements[]): Statement {
  if (body === undefined || !("body" in statement)) return statement;
  if (statement.kind !== "if") return { ...statement, body };
  return otherwise === undefined ? { kind: "if", body } : { kind: "if", body, otherwise };
}

export function whole(root: string): Place {
  return { root, path: [] };
}

export function isPlace(of: Place | Expression): of is Place {
  return "root" in of;
}
