/** Puts the answers of the oracles into the program's own numbering, by first appearance: the same program, the same ids. */

import type { Body, BodyId, CallId, LocalId } from "@freehold/mir/body";
import type { BodyAnswers, CallFact, TypeFact, TypeId } from "@freehold/mir/program";

/** The answers about one body, with the type ids of the oracle that gave them. */
export interface RawAnswers {
  readonly calls: ReadonlyMap<CallId, CallFact>;
  readonly locals: ReadonlyMap<LocalId, TypeId>;
  /** `facts()` of that oracle. */
  readonly types: readonly TypeFact[];
}

export interface NumberedAnswers {
  readonly answers: readonly BodyAnswers[];
  readonly types: readonly TypeFact[];
}

const noAnswers: BodyAnswers = { calls: new Map(), locals: new Map() };

/** Captures are answered by what they capture. */
export function numberAnswers(bodies: readonly Body[], raw: ReadonlyMap<BodyId, RawAnswers>): NumberedAnswers {
  const types: TypeFact[] = [];
  const numbers = new Map<readonly TypeFact[], Map<TypeId, TypeId>>();
  const answers = bodies.map((body) => bodyAnswers(body));
  return { answers, types };

  function bodyAnswers(body: Body): BodyAnswers {
    const given = raw.get(body.id);
    const calls = new Map([...(given?.calls ?? [])].map(([call, fact]) => [call, numberCall(fact, given!.types)]));
    const locals = new Map<LocalId, TypeId>();
    for (const { id } of body.locals) {
      const type = declaredType(body.id, id);
      if (type !== undefined) locals.set(id, type);
    }
    return calls.size === 0 && locals.size === 0 ? noAnswers : { calls, locals };
  }

  function declaredType(body: BodyId, local: LocalId): TypeId | undefined {
    const kind = bodies[body]?.locals[local]?.kind;
    if (kind?.kind === "capture") return declaredType(kind.body, kind.local);
    const given = raw.get(body);
    const id = given?.locals.get(local);
    return given === undefined || id === undefined ? undefined : numberType(id, given.types);
  }

  function numberCall(fact: CallFact, of: readonly TypeFact[]): CallFact {
    const receiver = fact.receiver === undefined ? {} : { receiver: numberType(fact.receiver, of) };
    return { ...fact, ...receiver, result: numberType(fact.result, of) };
  }

  function numberType(id: TypeId, of: readonly TypeFact[]): TypeId {
    const known = numbers.get(of) ?? new Map<TypeId, TypeId>();
    numbers.set(of, known);
    const number = known.get(id);
    if (number !== undefined) return number;
    const fresh = types.length as TypeId;
    known.set(id, fresh);
    const fact = of[id]!;
    types.push(fact);
    types[fresh] = { ...fact, id: fresh, parts: fact.parts.map((part) => numberType(part, of)) };
    return fresh;
  }
}
