/**
 * Question: does a function take elements out of an array that is sometimes a copy, and sometimes its caller's own? Of the two values
 * that a variable is set to, one is the parameter and the other one is new. Example: `const path = Array.isArray(at) ? at : [at]; path.shift();`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { methodCalls, type MethodCall } from "../../explain/calls.ts";
import { isOpenToAll } from "../../shared/callers.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface MixedArray {
  readonly kind: "mixed-array";
  readonly tier: "definite" | "maybe";
  readonly name: string;
  readonly parameter: string;
  readonly method: string;
  readonly change: Span;
  readonly taken: Span;
  readonly copied: Span;
}

/** Those that use an array up, and those that only reorder it or may be the function's purpose. */
const consuming: ReadonlySet<string> = new Set(["shift", "pop"]);
const changing: ReadonlySet<string> = new Set([...consuming, "splice", "sort", "reverse"]);

export function mixedArrays({ body, file }: BodyView): readonly MixedArray[] {
  const first = new Map<LocalId, MethodCall>();
  for (const call of methodCalls(body, undefined, changing)) {
    const local = wholeLocal(call.callee.receiver);
    if (local !== undefined && !first.has(local)) first.set(local, call);
  }
  return [...first].flatMap(([local, call]): readonly MixedArray[] => {
    const mixed = sometimesCopied(body, local);
    return mixed === undefined ? [] : [findingOf(body, local, call, mixed, isOpenToAll(file, body) ? "definite" : "maybe")];
  });
}

function findingOf(body: Body, local: LocalId, call: MethodCall, mixed: Mixed, most: MixedArray["tier"]): MixedArray {
  return {
    kind: "mixed-array",
    tier: consuming.has(call.callee.name) ? most : "maybe",
    name: body.locals[local]!.name,
    parameter: body.locals[mixed.parameter]!.name,
    method: call.callee.name,
    change: call.span,
    taken: mixed.taken,
    copied: mixed.copied,
  };
}

interface Mixed {
  readonly parameter: LocalId;
  readonly taken: Span;
  readonly copied: Span;
}

/** `Array.isArray(path) ? path : path.split(".")`: one way it is the parameter, the other way something new. */
function sometimesCopied(body: Body, local: LocalId): Mixed | undefined {
  if (body.locals[local]?.kind.kind !== "binding") return undefined;
  const sources = sourcesOf(body, local);
  const taken = sources.find(({ parameter }) => parameter !== undefined);
  const copied = sources.find(({ parameter }) => parameter === undefined);
  if (sources.length !== 2 || taken?.parameter === undefined || copied?.fresh !== true) return undefined;
  return { parameter: taken.parameter, taken: taken.span, copied: copied.span };
}

interface Source {
  readonly parameter: LocalId | undefined;
  readonly fresh: boolean;
  readonly span: Span;
}

const copying: ReadonlySet<string> = new Set(["split", "slice", "concat", "from", "of", "map", "filter"]);

function sourcesOf(body: Body, local: LocalId): readonly Source[] {
  return body.blocks.flatMap(({ statements, terminator }): readonly Source[] => {
    const assigned = statements.flatMap((statement): readonly Source[] => {
      if (statement.kind !== "assign" || statement.target.local !== local || statement.target.path.length > 0) return [];
      const { value, span } = statement;
      if (value.kind === "use" && value.operand.kind === "constant") return [];
      if (value.kind === "use") return [{ parameter: parameterOf(body, value.operand), fresh: false, span: value.operand.span }];
      // An empty one is where the caller gave nothing to put the results in.
      return [{ parameter: undefined, fresh: value.kind === "array" && value.members.length > 0, span }];
    });
    if (!("destination" in terminator) || terminator.destination.local !== local || terminator.destination.path.length > 0) return assigned;
    const fresh = terminator.kind === "call" && terminator.callee.kind === "method" && copying.has(terminator.callee.name);
    return [...assigned, { parameter: undefined, fresh, span: terminator.span }];
  });
}

function parameterOf(body: Body, operand: Operand): LocalId | undefined {
  const local = wholeLocal(operand);
  const kind = local === undefined ? undefined : body.locals[local]?.kind;
  return kind?.kind === "param" && !kind.rest ? local : undefined;
}
