/** Puts the selected questions to the projects' oracles, all of a project in one go, and keeps the answers by body. */

import type { BodyId, CallId, LocalId } from "@freehold/mir/body";
import type { CallFact, TypeFact, TypeId } from "@freehold/mir/program";
import type { RawAnswers } from "./answer.ts";
import type { LoweredSource } from "./lower-files.ts";
import type { Names } from "./names.ts";
import type { BodyIndex, TypeOracle } from "./oracle.ts";
import { select } from "./select.ts";
import type { Node } from "./syntax.ts";

export interface Asked {
  readonly answers: ReadonlyMap<BodyId, RawAnswers>;
  readonly questions: number;
}

export interface CallQuestion {
  readonly body: BodyId;
  readonly call: CallId;
  readonly node: Node;
}

export interface LocalQuestion {
  readonly body: BodyId;
  readonly local: LocalId;
  readonly node: Node;
}

export interface Questions {
  readonly calls: readonly CallQuestion[];
  readonly locals: readonly LocalQuestion[];
}

export function questionsOf({ lowered }: LoweredSource, names: Names): Questions {
  const selection = select(lowered.bodies, names);
  const calls = [...selection.calls].flatMap(([body, ids]) => ids.map((call) => ({ body, call, node: lowered.calls.get(body)?.[call] })));
  const locals = [...selection.locals].flatMap(([body, ids]) =>
    ids.map((local) => ({ body, local, node: lowered.locals.get(body)?.get(local) })),
  );
  return { calls: calls.filter((question) => hasNode(question)), locals: locals.filter((question) => hasNode(question)) };
}

export function ask(sources: readonly LoweredSource[], questions: ReadonlyMap<LoweredSource, Questions>, bodies: BodyIndex): Asked {
  const answers = new Map<BodyId, AnswerDraft>();
  let asked = 0;
  const large = largeBodies(sources);
  for (const project of new Set(sources.map((source) => source.project))) {
    const own = sources.filter((source) => source.project === project).map((source) => questions.get(source)!);
    if (own.every(({ calls, locals }) => calls.length === 0 && locals.length === 0)) continue;
    const oracle = project.oracle(bodies);
    for (const size of ["usual", "large"] as const) {
      const isAsked = ({ body }: { readonly body: BodyId }): boolean => large.has(body) === (size === "large");
      putTo(
        oracle,
        { calls: own.flatMap((each) => each.calls.filter(isAsked)), locals: own.flatMap((each) => each.locals.filter(isAsked)) },
        answers,
      );
    }
    asked += oracle.questions();
  }
  return { answers, questions: asked };
}

function putTo(oracle: TypeOracle, { calls, locals }: Questions, answers: Map<BodyId, AnswerDraft>): void {
  const facts = oracle.calls(calls.map((question) => question.node));
  const ids = oracle.types(locals.map((question) => question.node));
  calls.forEach(({ body, call }, index) => draftOf(answers, body, oracle.facts()).calls.set(call, facts[index]!));
  locals.forEach(({ body, local }, index) => draftOf(answers, body, oracle.facts()).locals.set(local, ids[index]!));
}

/**
 * TypeScript follows the flow of a function through at most 2,000 branches in a row (TS2563); in a longer one it gives up, and from
 * then on it knows no narrowed type anywhere. So code that is long enough is asked about when everything else has been answered.
 */
const mostCharacters = 10_000;

function largeBodies(sources: readonly LoweredSource[]): ReadonlySet<BodyId> {
  const bodies = sources.flatMap(({ lowered }) => lowered.bodies);
  return new Set(bodies.filter(({ span }) => span.end - span.start > mostCharacters).map(({ id }) => id));
}

interface AnswerDraft extends RawAnswers {
  readonly calls: Map<CallId, CallFact>;
  readonly locals: Map<LocalId, TypeId>;
}

function draftOf(answers: Map<BodyId, AnswerDraft>, body: BodyId, types: readonly TypeFact[]): AnswerDraft {
  const known = answers.get(body);
  if (known !== undefined) return known;
  const fresh: AnswerDraft = { calls: new Map(), locals: new Map(), types };
  answers.set(body, fresh);
  return fresh;
}

function hasNode<Question extends { readonly node: Node | undefined }>(question: Question): question is Question & { readonly node: Node } {
  return question.node !== undefined;
}
