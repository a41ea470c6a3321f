/** `freehold why`: the story of one value that is owned or borrowed, told also where there is no fault. */

import type { Diagnostic, Label } from "@freehold/diagnostics/diagnostic";
import type { Span } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import type { Exit, Outcome } from "./analyses/obligations/outcome.ts";
import { bodiesOf } from "./bodies-of.ts";
import { viewBody, type BodyView } from "./body-view.ts";
import { birthplace, functionName, other, primary, subject } from "./explain/labels.ts";
import type { Owner } from "./facts/facts.ts";
import { functionStory } from "./function-story.ts";
import { loanStory } from "./loan-story.ts";
import { openSession } from "./summaries/session.ts";

/** The owner whose name, or whose acquiring call, the place meets; the smallest if there are several. Else the function on that line. */
export function ownerStory(program: Program, models: readonly Model[], place: Span): Diagnostic | undefined {
  const session = openSession(program, models);
  const loans = loanStory(session, place);
  if (loans !== undefined) return loans;
  const candidates = bodiesOf(program, place.file)
    .filter((body) => meets(body.span, place))
    .map((body) => viewBody(session, body, "maybe"))
    .flatMap((view) =>
      view.facts.owners
        .filter((owner) => meets(owner.span, place) || meets(birthplace(owner, view), place) || namedAt(view, owner, place))
        .map((owner) => ({ view, owner })),
    );
  const nearest = candidates.toSorted((a, b) => width(a.owner.span) - width(b.owner.span))[0];
  return nearest === undefined ? functionStory(session, place) : story(nearest.view, nearest.owner);
}

function story(view: BodyView, owner: Owner): Diagnostic {
  const outcome = view.outcome(owner, "maybe");
  return {
    code: "why",
    name: "why",
    tier: "definite",
    level: "warning",
    message: `${subject(owner)} in ${functionName(view)}: ${owner.type.what}, ${origin(owner)}`,
    labels: [primary(birthplace(owner, view), beginning(owner)), ...chapters(outcome)].sort((a, b) => a.span.start - b.span.start),
    why: obligation(owner),
    fixes: [],
    scope: view.body.scope,
  };
}

function origin({ origin: { kind } }: Owner): string {
  switch (kind) {
    case "acquired":
      return "acquired here";
    case "handed":
      return "handed to this callback";
    case "element":
      return "handed out by the loop";
    case "borrowed":
      return "owned elsewhere";
    case "given":
      return "given by the caller";
    case "taken":
      return "taken over from the caller";
    case "view":
      return "a view of memory";
  }
}

function beginning(owner: Owner): string {
  if (owner.origin.kind === "borrowed") return "comes from outside";
  return owner.using ? `\`${owner.by}\` hands it over; \`using\` releases it at the end of the scope` : `\`${owner.by}\` hands it over`;
}

/** Several ways out may have one thing behind them. */
function chapters({ releases, leaks, safe, late }: Outcome): readonly Label[] {
  const labels = [
    ...releases.map((span) => other(span, "released here")),
    ...leaks.map((exit) => other(exit.span, `✗ still owned ${leaving(exit)}`)),
    ...safe.flatMap(handedOn),
    ...late.map((use) => other(use.span, `! ${use.how} after its end`)),
  ];
  return labels.filter(
    ({ span, text }, index) => labels.findIndex((each) => each.span.start === span.start && each.text === text) === index,
  );
}

function handedOn({ status }: Exit): readonly Label[] {
  return status.kind === "given" ? [other(status.at, `given away here: ${status.how}`)] : [];
}

function leaving(exit: Exit): string {
  if (exit.kind === "throw") return exit.explicit ? "when this throws" : "if this throws";
  return exit.kind === "return" ? "at this return" : "at the end";
}

function obligation({ type }: Owner): string {
  switch (type.strength) {
    case "hard":
      return `Somebody must release it: \`${type.release.join("`, `")}\`. ${type.model?.leak ?? ""}`.trim();
    case "soft":
      return "It ends by itself in the end, or the collector backs it up; a missing release is told only in the maybe tier.";
    case "inferred":
      return `No model speaks for it. It has \`${type.release.join("`, `")}\`, so a body that releases it on one path is expected to do so on all.`;
    case "none":
      return "Nothing has to be done to it.";
  }
}

function namedAt(view: BodyView, owner: Owner, place: Span): boolean {
  const binding: Span | undefined = owner.binding === undefined ? undefined : view.body.locals[owner.binding]?.span;
  return binding !== undefined && meets(binding, place);
}

/** Touching is enough: a place may be one column, which has no width. */
function meets(span: Span, place: Span): boolean {
  return span.start <= place.end && place.start <= span.end;
}

function width(span: Span): number {
  return span.end - span.start;
}
