/**
 * Question: was a value that nobody releases handed only to callees that most likely gave it back? An unknown callee may keep what it
 * is given, and that ends the obligation in the definite tier; `givesBack` tells which ones most likely do not. What the body takes
 * back itself was lent as well.
 * Example: `const client = await pool.connect(); return await work(client);`.
 */

import type { Exit, Handing, Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import { givesBack, type Loan } from "./gives-back.ts";
import { isTakenBack } from "./meanwhile.ts";

/** The outcome as it is if the callees gave it back; absent where one of them may well have kept it. */
export function ifOnlyLent(view: BodyView, outcome: Outcome): Outcome | undefined {
  const { owner, safe, leaks, releases, handed } = outcome;
  const returned = safe.some(isReturned);
  const lent = safe.filter((exit) => isLent(exit, handed) && (exit.kind === "throw" || !returned));
  if (lent.length === 0 || releases.length > 0 || !safe.every(({ status }) => status.kind === "given")) return undefined;
  const back = handed.every((handing) => {
    if (handing.how === "stored") return isTakenBack(view, owner, handing);
    const loan = handing.how === "argument" ? loanAt(view, handing) : undefined;
    // What is handed on before it is returned comes back.
    return loan !== undefined && loan.call.form !== "new" && (returned || givesBack(view, owner, loan));
  });
  return back ? { ...outcome, handed: [], leaks: [...leaks, ...lent], safe: safe.filter((exit) => !lent.includes(exit)) } : undefined;
}

function isLent({ status }: Exit, handed: readonly Handing[]): boolean {
  return (
    status.kind === "given" &&
    (status.how === "argument" || status.how === "stored") &&
    handed.some(({ span }) => span.start === status.at.start)
  );
}

function isReturned({ status }: Exit): boolean {
  return status.kind === "given" && status.how === "returned";
}

function loanAt({ body }: BodyView, { span }: Handing): Loan | undefined {
  for (const { terminator: call } of body.blocks) {
    if (call.kind !== "call") continue;
    const position = call.args.findIndex(({ value }) => value.span.start === span.start && value.span.end === span.end);
    if (position !== -1) return { call, position };
  }
  return undefined;
}
