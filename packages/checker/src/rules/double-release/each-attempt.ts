/** A value that a retried function releases when it fails, although all attempts share it: the second one uses what is over. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { calleeText, lastName } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { soundsReleasing } from "../../words.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface EachAttempt {
  readonly kind: "each-attempt";
  readonly tier: "definite";
  readonly name: string;
  /** Where the attempts begin, and by what. */
  readonly started: Span;
  readonly by: string;
  readonly made: Span;
  readonly released: Span;
}

const retrying = /^_?(?:p?retry(?:[A-Z]\w*)?|with(?:\w*)Retr(?:y|ies)|\w*WithRetr(?:y|ies)|backOff|retried)$/i;

export function findEachAttempt({ body, file, knowledge }: BodyView): readonly EachAttempt[] {
  if (file.test) return [];
  return body.blocks.flatMap((block): readonly EachAttempt[] => {
    const { terminator } = block;
    if (terminator.kind !== "call" || !retrying.test(lastName(body, terminator.callee))) return [];
    return closureArguments(block).flatMap((id): readonly EachAttempt[] => {
      const code = id === undefined ? undefined : knowledge.program.bodies[id];
      const release = code && releaseWhenFailing(body, code);
      if (release === undefined) return [];
      const by = calleeText(body, terminator.callee);
      return [{ kind: "each-attempt", tier: "definite", started: terminator.span, by, ...release }];
    });
  });
}

/** In a `finally`, or before the exception goes on: whoever fails is called again. */
function releaseWhenFailing(body: Body, code: Body): Pick<EachAttempt, "name" | "made" | "released"> | undefined {
  for (const { cleanup, terminator } of code.blocks) {
    const value = cleanup && terminator.kind === "call" ? releasedBy(code, terminator) : undefined;
    const kind = value === undefined ? undefined : code.locals[value]?.kind;
    if (kind?.kind !== "capture" || kind.body !== body.id) continue;
    const made = madeOnce(body, kind.local);
    if (made !== undefined) return { name: body.locals[kind.local]!.name, made, released: terminator.span };
  }
  return undefined;
}

/** `client.release()`, `pool.release(client)`. */
function releasedBy(code: Body, { callee, args }: Call): LocalId | undefined {
  const name = lastName(code, callee);
  if (!soundsReleasing(name)) return undefined;
  if (callee.kind === "method" && args.length === 0) return wholeLocal(callee.receiver);
  return args.length === 1 ? wholeLocal(args[0]!.value) : undefined;
}

/** By one call before, and held by a name that gets nothing else. */
function madeOnce(body: Body, local: LocalId): Span | undefined {
  const kind = body.locals[local]?.kind;
  if (kind?.kind !== "binding" || kind.declared !== "const") return undefined;
  const { awaited, calls } = definitionsOf(body);
  const [call, another] = calls.get(awaited.get(local) ?? local) ?? [];
  return another === undefined ? call?.span : undefined;
}
