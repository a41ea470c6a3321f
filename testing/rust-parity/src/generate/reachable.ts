/** Leaves out what never runs: rustc looks at closures there, and TypeScript itself reports such code. */

import { assertNever } from "@freehold/mir/assert";
import { innerOf, type Statement, type Statements, withInner } from "../ir.ts";

export function withoutDeadCode(statements: Statements): Statements {
  const kept = statements.map((statement) => withInner(statement, innerOf(statement).map(withoutDeadCode)));
  const last = kept.findIndex(leaves);
  return last === -1 ? kept : kept.slice(0, last + 1);
}

/** Nothing behind it runs. */
function leaves(statement: Statement): boolean {
  switch (statement.kind) {
    case "return":
    case "break":
    case "continue":
      return true;
    case "if":
      return statement.otherwise !== undefined && statement.body.some(leaves) && statement.otherwise.some(leaves);
    case "block":
      return statement.body.some(leaves);
    case "loop":
      return !statement.body.some(breaks);
    case "let":
    case "assign":
    case "add":
    case "do":
    case "while":
    case "closure":
    case "give":
      return false;
    default:
      return assertNever(statement);
  }
}

/** Ends the loop around it. */
function breaks(statement: Statement): boolean {
  switch (statement.kind) {
    case "break":
      return true;
    case "if":
      return statement.body.some(breaks) || statement.otherwise?.some(breaks) === true;
    case "block":
      return statement.body.some(breaks);
    default:
      return false;
  }
}
