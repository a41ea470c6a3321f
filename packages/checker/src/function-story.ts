/** `freehold why` on a function: its summary, what it does to what it is given and what it gives, and where that shows. */

import type { Diagnostic, Label } from "@freehold/diagnostics/diagnostic";
import { assertNever } from "@freehold/mir/assert";
import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import { bodiesOf } from "./bodies-of.ts";
import type { Effect, ResultSummary } from "./contracts/contract.ts";
import { other, primary } from "./explain/labels.ts";
import type { Session } from "./summaries/session.ts";

/** Of the first function that begins on the line of the place. */
export function functionStory(session: Session, place: Span): Diagnostic | undefined {
  const { program, files } = session.knowledge;
  const text = files.get(place.file)?.text ?? "";
  const start = text.lastIndexOf("\n", place.start - 1) + 1;
  const end = text.indexOf("\n", place.start);
  const body = bodiesOf(program, place.file).find(
    (candidate) => candidate.kind !== "module" && candidate.span.start >= start && (end === -1 || candidate.span.start <= end),
  );
  return body === undefined ? undefined : storyOf(session, body);
}

function storyOf(session: Session, body: Body): Diagnostic {
  const parameters = body.params.filter((local) => body.locals[local]?.kind.kind === "param" && body.locals[local].name !== "");
  const labels = parameters.flatMap((local) => parameterLabels(session, body, local));
  const head = { ...body.span, end: Math.min(body.span.end, body.span.start + body.name.length) };
  const [first, ...rest] = labels;
  return {
    code: "why",
    name: "why",
    tier: "definite",
    level: "warning",
    message: `\`${body.name}\` as its callers see it: ${resultText(session.resultOf(body.id))}${throwsText(session, body)}`,
    labels: first === undefined ? [primary(head, "it is given nothing that could be owned")] : [{ ...first, role: "primary" }, ...rest],
    why: "Read off its code, and that of the functions it calls. What is not known counts as kept: nobody is told to release it.",
    fixes: [],
    scope: body.scope,
  };
}

function parameterLabels(session: Session, body: Body, local: LocalId): readonly Label[] {
  const { span } = body.locals[local]!;
  const effect = body.generator ? undefined : session.effectOf({ body: body.id, local });
  const inside = effect?.kind === "releases" ? effect.inside : effect?.kind === "borrows" ? effect.used : undefined;
  const label = other(span, effectText(effect));
  if (inside === undefined) return [label];
  return [label, other(inside.span, effect?.kind === "releases" ? "here" : "used here, before anything else is decided")];
}

function effectText(effect: Effect | undefined): string {
  switch (effect?.kind) {
    case undefined:
      return "perhaps kept: it is handed on to code that is not known";
    case "borrows":
      return effect.whenThrown?.kind === "released" ? "borrowed, and released where it throws" : "borrowed: still the caller's afterwards";
    case "releases":
      return `released ${effect.certain ? "whenever it comes back" : "on some ways"}${effect.whenThrown === undefined ? "" : ", not where it throws"}`;
    case "stores":
      return "kept: somebody else owns it from now on";
    case "moves":
      return "taken: the caller must not use it any more";
    case "diverges":
      return "it does not come back";
    case "transfers":
    case "acquires":
      return "used";
    default:
      return assertNever(effect);
  }
}

function resultText(result: ResultSummary): string {
  switch (result.kind) {
    case "fresh":
      return `it gives ${result.type.what}${result.nullable ? ", or nothing" : ""}, which the caller owns`;
    case "part":
      return `it gives ${result.type.what} in \`${result.at}\`, which the caller owns`;
    case "same":
      return "it gives back what it is given";
    case "callback":
      return "it gives what its callback gives";
    case "unknown":
      return "it gives nothing that the caller must release";
    default:
      return assertNever(result);
  }
}

function throwsText(session: Session, body: Body): string {
  return session.throwsByCode(body.id) ? ", and it may throw" : "";
}
