/** What printing a program has in common in both languages: its lines, and the types of its variables. */

import type { Program, Statement, Statements, Type } from "./ir.ts";
import { innerOf } from "./ir.ts";

/** How one language writes statements that hold others; every other statement is one line. */
export interface Words {
  readonly indent: string;
  readonly head: (statement: Statement) => string;
  /** After the last line of the inner statements. */
  readonly foot: (statement: Statement) => string;
}

export function linesOf(statements: Statements, words: Words, depth: number): readonly string[] {
  return statements.flatMap((statement) => {
    const inner = innerOf(statement);
    const indent = words.indent.repeat(depth);
    if (inner.length === 0) return [`${indent}${words.head(statement)}`];
    const [first = [], second] = inner.map((body) => linesOf(body, words, depth + 1));
    const otherwise = second === undefined ? [] : [`${indent}} else {`, ...second];
    return [`${indent}${words.head(statement)}`, ...first, ...otherwise, `${indent}${words.foot(statement)}`];
  });
}

/** Names are unique in a program. */
export function typesIn(program: Program): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>(program.parameters.map(({ name, type }) => [name, type]));
  const visit = (statements: Statements): void => {
    for (const statement of statements) {
      if (statement.kind === "let") types.set(statement.name, statement.type);
      for (const inner of innerOf(statement)) visit(inner);
    }
  };
  visit(program.body);
  return types;
}

/** A binding without a value, or one whose type decides between a reborrow and a move, says its type. */
export function saysItsType(statement: Extract<Statement, { readonly kind: "let" }>): boolean {
  const { type, value } = statement;
  return value === undefined || (type.kind === "mut" && value.kind === "use");
}
