/** The questions the front end has for a type checker. They come in batches only: one question at a time costs twenty times as much. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { CallFact, TypeFact, TypeId } from "@freehold/mir/program";
import type { Node } from "./syntax.ts";

/** Speaks of one program. Its type ids index its own `facts()`. */
export interface TypeOracle {
  /** One fact for each call, `new`, tagged template, `super()` or `import()`, in order. */
  calls(nodes: readonly Node[]): readonly CallFact[];
  /** The type of each name or expression, in order; a declared name has its declared type. */
  types(nodes: readonly Node[]): readonly TypeId[];
  /** Every type that an answer has mentioned so far. */
  facts(): readonly TypeFact[];
  /** Nodes, symbols and types it has asked about so far. */
  questions(): number;
}

/** Finds the body that was lowered from a piece of source; `start` is without leading trivia. */
export interface BodyIndex {
  has(file: FilePath): boolean;
  find(file: FilePath, start: number, end: number): BodyId | undefined;
}
