/** Makes programs on which the judges differ as small as they can be, while they differ in the same way. */

import { innerOf, type Program, type Statement, type Statements, withInner } from "./ir.ts";
import { type Judged, judge, outcomeOf } from "./judge.ts";

/** All at once: each round judges every step of every program together. */
export function shrink(differing: readonly Judged[]): readonly Judged[] {
  let current = differing;
  for (let round = 0; round < mostRounds; round++) {
    const steps = current.map(({ program }) => stepsFrom(program));
    const judged = judge(steps.flat());
    let from = 0;
    let changed = false;
    const next = current.map((whole, index) => {
      const own = judged.slice(from, (from += steps[index]!.length));
      const smaller = own.find((step) => sameDifference(step, whole));
      changed ||= smaller !== undefined;
      return smaller ?? whole;
    });
    current = next;
    if (!changed) break;
  }
  return current;
}

const mostRounds = 40;

function sameDifference(step: Judged, whole: Judged): boolean {
  return key(step) === key(whole);
}

function key(judged: Judged): string {
  const outcome = outcomeOf(judged);
  return "kinds" in outcome ? `${outcome.kind} ${outcome.kinds}` : outcome.kind;
}

/** Every program that is one step smaller, the smallest first. */
function stepsFrom(program: Program): readonly Program[] {
  const bodies = smallerLists(program.body).map((body) => ({ ...program, body }));
  const parameters = program.parameters.map((_, index) => ({ ...program, parameters: program.parameters.toSpliced(index, 1) }));
  const lifetimes = program.lifetimes.map((_, index) => ({ ...program, lifetimes: program.lifetimes.toSpliced(index, 1) }));
  return [...parameters, ...lifetimes, ...bodies, ...withoutResult(program)].toSorted((a, b) => sizeOf(a.body) - sizeOf(b.body));
}

function withoutResult({ result, ...program }: Program): readonly Program[] {
  return result === undefined ? [] : [{ ...program, body: withoutValues(program.body) }];
}

function withoutValues(statements: Statements): Statements {
  return statements.map((statement) => {
    if (statement.kind === "return") return { kind: "return" };
    return withInner(
      statement,
      innerOf(statement).map((inner) => withoutValues(inner)),
    );
  });
}

function smallerLists(statements: Statements): readonly Statements[] {
  return statements.flatMap((statement, index) => [
    statements.toSpliced(index, 1),
    ...innerOf(statement).map((inner) => statements.toSpliced(index, 1, ...inner)),
    ...smallerStatements(statement).map((smaller) => statements.toSpliced(index, 1, smaller)),
  ]);
}

function smallerStatements(statement: Statement): readonly Statement[] {
  const inner = innerOf(statement);
  const fewer = inner.length === 2 ? inner.map((body) => withInner(statement, [body])) : [];
  const smaller = inner.flatMap((body, index) => smallerLists(body).map((less) => withInner(statement, inner.with(index, less))));
  return [...fewer, ...smaller];
}

function sizeOf(statements: Statements): number {
  return statements.reduce((sum, statement) => sum + 1 + innerOf(statement).reduce((inner, body) => inner + sizeOf(body), 0), 0);
}
