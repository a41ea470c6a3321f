/** Where a closure does something about a value that it captures: releases it, hands it on, or calls what may do so. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Point, Terminator } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { settledExecutor } from "../../contracts/executor.ts";
import type { Origins } from "../../facts/origin.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface Touch {
  readonly point: Point;
  readonly span: Span;
  readonly how: "releases" | "perhaps";
}

export interface Touched {
  /** The value's origin. */
  readonly key: string;
  /** The methods that end it. */
  readonly release: readonly string[];
}

/** Reading it, and calling its other methods, is none. */
export function touchesOf(program: Program, origins: Origins, body: Body, { key, release }: Touched): readonly Touch[] {
  const isIt = (operand: Operand): boolean => origins.key(body, operand) === key;
  return body.blocks.flatMap(({ id, statements, terminator }): readonly Touch[] => {
    const closures = statements.flatMap(({ span, ...statement }, index): readonly Touch[] => {
      const captured = statement.kind === "assign" && statement.value.kind === "closure" ? statement.value.captures : [];
      const reaches = captured.some((local) => isIt({ kind: "place", place: { local, path: [] }, span }));
      return reaches ? [{ point: { block: id, index }, span, how: "perhaps" }] : [];
    });
    const how = terminator.kind === "call" ? done(terminator) : undefined;
    return how === undefined ? closures : [...closures, { point: { block: id, index: statements.length }, span: terminator.span, how }];
  });

  function done({ callee, args }: Extract<Terminator, { kind: "call" }>): Touch["how"] | undefined {
    if (args.some(({ value }) => isIt(value))) return "perhaps";
    if (callee.kind === "method") return isIt(callee.receiver) && release.includes(callee.name) ? "releases" : undefined;
    const runs = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
    return runs !== undefined && isCodeAround(body, runs) && settledExecutor(program, body, callee) === undefined ? "perhaps" : undefined;
  }
}

/** `finish()`, which stands in a function around this one, or here. */
function isCodeAround({ locals }: Body, local: LocalId): boolean {
  const kind = locals[local]?.kind.kind;
  return kind === "capture" || kind === "binding" || kind === "param";
}
