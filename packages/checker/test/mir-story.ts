/** Solves the first owner of bodies written as MIR text, and tells its outcome in lines that name blocks instead of spans. */

import { asFilePath, type Span } from "@freehold/diagnostics/span";
import type { Tier } from "@freehold/diagnostics/diagnostic";
import { invariant } from "@freehold/mir/assert";
import type { Body, CallId, LocalId } from "@freehold/mir/body";
import { parseBody } from "@freehold/mir/parse";
import type { BodyAnswers, CallFact, Program, TypeFact, TypeId } from "@freehold/mir/program";
import { validateBody } from "@freehold/mir/validate";
import { allModels } from "@freehold/models/all";
import type { Exit, LateUse, Outcome } from "../src/analyses/obligations/outcome.ts";
import { solveOwner } from "../src/analyses/obligations/solve.ts";
import { openSession } from "../src/summaries/session.ts";

/**
 * `✗` is a way out on which the owner is lost, `✓` one on which it is seen to, `!` a use that comes too late, `↺` a point that acquires
 * anew while the old one is owned. Locals called `file` are file handles.
 */
export function story(text: string, tier: Tier = "definite"): readonly string[] {
  const bodies = text.split(/^---$/m).map((part) => placed(parseBody(`${part.trim()}\n`)));
  const faults = bodies.flatMap((body) => validateBody(body));
  invariant(faults.length === 0, `the text is valid MIR: ${faults.join("; ")}`);
  const program: Program = { files: [], bodies, types: [fileHandle], answers: bodies.map(answersOf) };
  const session = openSession(program, allModels);
  const facts = session.facts(bodies[0]!);
  const [owner] = facts.owners;
  invariant(owner !== undefined, "the body owns something");
  return lines(solveOwner(facts, owner, tier, session.effectOf));
}

function lines({ leaks, safe, late, overwritten, truncated }: Outcome): readonly string[] {
  if (truncated) return ["given up"];
  return [
    ...leaks.map((exit) => `✗ ${exitText(exit)}`),
    ...safe.map((exit) => `✓ ${exitText(exit)}: ${exit.status.kind}`),
    ...late.map((use) => `! ${lateText(use)}`),
    ...overwritten.map((span) => `↺ ${block(span)}`),
  ];
}

function exitText({ kind, span, after }: Exit): string {
  return `${kind} ${block(span)}${after === undefined ? "" : ` after ${block(after.span)} threw`}`;
}

function lateText({ how, span, status }: LateUse): string {
  return `${how} ${block(span)} after ${block(status.at)}${"certain" in status && !status.certain ? ", perhaps" : ""}`;
}

const blockWidth = 100;

function block({ start }: Span): string {
  return `bb${Math.floor(start / blockWidth)}`;
}

/** Gives every point a span of its own, from which its block can be read; and counts the calls, so that no text has to. */
function placed(body: Body): Body {
  return {
    ...body,
    calls: body.blocks.filter(({ terminator }) => terminator.kind === "call").length,
    blocks: body.blocks.map((old) => ({
      ...old,
      statements: old.statements.map((statement, index) => withSpan(statement, old.id * blockWidth + index)),
      terminator: withSpan(old.terminator, old.id * blockWidth + old.statements.length),
    })),
  };
}

function withSpan<Node>(node: Node, start: number): Node {
  if (Array.isArray(node)) return node.map((part) => withSpan(part, start)) as Node;
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).map(([key, part]) => [
    key,
    key === "span" ? { file: asFilePath(""), start, end: start + 1 } : withSpan(part, start),
  ]);
  return Object.fromEntries(parts) as Node;
}

const fileHandle: TypeFact = {
  id: 0 as TypeId,
  shape: "object",
  name: "FileHandle",
  origin: { kind: "module", name: "node:fs/promises" },
  bases: [],
  members: ["close", "read"],
  callableWithoutArguments: ["close"],
  parts: [],
};

function answersOf(body: Body): BodyAnswers {
  const files = body.locals.filter(({ name }) => name === "file");
  return { calls: new Map<CallId, CallFact>(), locals: new Map<LocalId, TypeId>(files.map(({ id }) => [id, fileHandle.id])) };
}

/** Body 0 with the locals that every story has: `%1` a descriptor, `%2` a flag, `%3` a temporary, then `openSync`, `closeSync`, `use`. */
export function descriptorStory(blocks: string, tier: Tier = "definite"): readonly string[] {
  return story(`${header}\n\n${blocks}`, tier);
}

const header = `function report #0
  scope report
  params %2
  %0 <return>: return
  %1 descriptor: let
  %2 flag: param
  %3: temporary
  %4 openSync: import openSync from "node:fs"
  %5 closeSync: import closeSync from "node:fs"
  %6 use: global
  %7 other: let`;
