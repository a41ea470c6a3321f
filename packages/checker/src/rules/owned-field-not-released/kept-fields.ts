/** The fields in which a class keeps what one of its bodies acquired, and gives to nobody else. A `soft` one may end by itself. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Point, Statement } from "@freehold/mir/body";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import { hasCode, isClassWithCode, soleShape } from "../../contracts/owned-type.ts";
import type { BodyFacts, Owner } from "../../facts/facts.ts";
import { releaseMethods } from "../../words.ts";

export interface KeptField {
  readonly field: string;
  readonly body: Body;
  /** Of the acquiring call. */
  readonly span: Span;
  readonly point: Point;
  readonly type: OwnedType;
  /** The call that would release it: `this.socket.close()`. */
  readonly release: string;
  readonly sure: boolean;
}

export function keptFields(view: BodyView, body: Body): readonly KeptField[] {
  const facts = view.factsOf(body);
  return facts.owners.flatMap((owner) => {
    if (owner.origin.kind !== "acquired" || !isOwnedForGood(owner)) return [];
    const aliases = aliasesOf(facts, owner);
    const [field, another] = fieldsSet(body, aliases);
    const release = field === undefined ? undefined : releaseOf(owner.type, field);
    if (field === undefined || another !== undefined || release === undefined || isLetGo(facts, aliases, field)) return [];
    return [{ field, body, span: owner.span, point: owner.point, type: owner.type, release, sure: isSure(view, body, owner) }];
  });
}

function releaseOf({ release, model }: OwnedType, field: string): string | undefined {
  const by = model?.releasedBy?.[0];
  if (by !== undefined) return `${by}(this.${field})`;
  if (model?.form === "call") return `this.${field}()`;
  const method = release.find((name) => (model !== undefined || releaseMethods.has(name)) && !name.startsWith("["));
  return method === undefined ? releaseOfParts(model, field) : `this.${field}.${method}()`;
}

/** A stream ends with its tracks: `this.camera.getTracks().forEach((track) => track.stop())`. */
function releaseOfParts(model: OwnedType["model"], field: string): string | undefined {
  const parts = model?.endedBy?.find((name) => name.startsWith("get"));
  const end = model?.endedBy?.find((name) => !name.startsWith("get"));
  return parts === undefined || end === undefined ? undefined : `this.${field}.${parts}().forEach((part) => part.${end}())`;
}

/** A library's type without a model may be a mere emitter, and a class's own code may have little to end. */
function isSure({ knowledge }: BodyView, body: Body, { type, point }: Owner): boolean {
  if (type.strength === "hard") return true;
  const call = body.blocks[point.block]?.terminator;
  const fact = call?.kind === "call" ? knowledge.program.answers[body.id]?.calls.get(call.call) : undefined;
  const shape = fact === undefined ? undefined : soleShape(knowledge.program, fact.result);
  return shape?.origin.kind === "project" && !hasCode(knowledge, shape) && !shape.bases.some((base) => isClassWithCode(knowledge, base));
}

function isOwnedForGood({ type, guest }: Owner): boolean {
  if (guest || type.strength === "none") return false;
  return type.strength !== "inferred" || type.model === undefined;
}

function fieldsSet(body: Body, aliases: ReadonlySet<LocalId>): readonly string[] {
  const fields = new Set<string>();
  for (const { statements } of body.blocks)
    for (const statement of statements) {
      const field = fieldSet(body, statement, aliases);
      if (field !== undefined) fields.add(field);
    }
  return [...fields];
}

function fieldSet(body: Body, statement: Statement, aliases: ReadonlySet<LocalId>): string | undefined {
  if (statement.kind !== "assign" || statement.target.path.length !== 1 || statement.value.kind !== "use") return undefined;
  const { operand } = statement.value;
  const [step] = statement.target.path;
  if (operand.kind !== "place" || operand.place.path.length > 0 || !aliases.has(operand.place.local)) return undefined;
  return step?.kind === "field" && body.locals[statement.target.local]?.kind.kind === "this" ? step.name : undefined;
}

/** Released here, registered, handed to another object, captured: somebody sees to it. */
function isLetGo(facts: BodyFacts, aliases: ReadonlySet<LocalId>, field: string): boolean {
  const events = [...facts.events.flatMap((block) => block.flat()), ...facts.arrivals.flat()];
  return events.some((event) => {
    if (event.kind === "release") return aliases.has(event.via);
    if (event.kind === "give")
      return (
        (aliases.has(event.via) && event.text !== `this.${field}`) ||
        [...(facts.closures.get(event.via)?.captures ?? [])].some((local) => aliases.has(local))
      );
    return event.kind === "contain" && aliases.has(event.from);
  });
}
