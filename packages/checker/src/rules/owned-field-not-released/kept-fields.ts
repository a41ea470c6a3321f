/** The fields in which a constructor or an initializer keeps what it acquired, and gives to nobody else. */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId, Statement } from "@freehold/mir/body";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import { hasCode, soleShape } from "../../contracts/owned-type.ts";
import type { Owner } from "../../facts/facts.ts";
import { releaseMethods } from "../../words.ts";

export interface KeptField {
  readonly field: string;
  /** Of the acquiring call. */
  readonly span: Span;
  readonly what: string;
  /** The method that would release it. */
  readonly release: string;
  readonly sure: boolean;
}

export function keptFields(view: BodyView): readonly KeptField[] {
  return view.facts.owners.flatMap((owner) => {
    const release = owner.type.release.find((name) => releaseMethods.has(name) && !name.startsWith("["));
    if (owner.origin.kind !== "acquired" || release === undefined || !isOwnedForGood(owner)) return [];
    const aliases = aliasesOf(view.facts, owner);
    const fields = fieldsSet(view, aliases);
    const [field] = fields;
    if (field === undefined || fields.length > 1 || goesElsewhere(view, aliases, field)) return [];
    return [
      { field, span: owner.span, what: owner.type.what, release, sure: owner.type.strength === "hard" || isDeclaredHere(view, owner) },
    ];
  });
}

/** A library's type without a model may be a mere emitter, and a class's own code may have little to end. */
function isDeclaredHere({ knowledge, body }: BodyView, { point }: Owner): boolean {
  const call = body.blocks[point.block]?.terminator;
  const fact = call?.kind === "call" ? knowledge.program.answers[body.id]?.calls.get(call.call) : undefined;
  const type = fact === undefined ? undefined : soleShape(knowledge.program, fact.result);
  return type?.origin.kind === "project" && !hasCode(knowledge, type);
}

function isOwnedForGood({ type, guest }: Owner): boolean {
  return !guest && (type.strength === "hard" || (type.strength === "inferred" && type.model === undefined));
}

function fieldsSet({ body }: BodyView, aliases: ReadonlySet<LocalId>): readonly string[] {
  const fields = new Set<string>();
  for (const { statements } of body.blocks)
    for (const statement of statements) {
      const field = fieldSet(statement, aliases);
      if (field !== undefined && body.locals[(statement as Extract<Statement, { kind: "assign" }>).target.local]?.kind.kind === "this")
        fields.add(field);
    }
  return [...fields];
}

function fieldSet(statement: Statement, aliases: ReadonlySet<LocalId>): string | undefined {
  if (statement.kind !== "assign" || statement.target.path.length !== 1 || statement.value.kind !== "use") return undefined;
  const { operand } = statement.value;
  const [step] = statement.target.path;
  if (operand.kind !== "place" || operand.place.path.length > 0 || !aliases.has(operand.place.local)) return undefined;
  return step?.kind === "field" ? step.name : undefined;
}

/** Registered, handed to another object, captured: somebody else may see to it. */
function goesElsewhere({ facts }: BodyView, aliases: ReadonlySet<LocalId>, field: string): boolean {
  const events = [...facts.events.flatMap((block) => block.flat()), ...facts.arrivals.flat()];
  return events.some((event) => {
    if (event.kind === "give")
      return (
        (aliases.has(event.via) && event.text !== `this.${field}`) ||
        [...(facts.closures.get(event.via)?.captures ?? [])].some((local) => aliases.has(local))
      );
    if (event.kind === "pass") return event.as === "argument" && aliases.has(event.via);
    return event.kind === "contain" && aliases.has(event.from);
  });
}
