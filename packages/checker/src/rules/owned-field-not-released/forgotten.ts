/** A field that the class owns and no release method of it knows: the search and the words. */

import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import { endingMethods } from "../../keepers/ending-methods.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import type { Keeper, SlotUse } from "../../keepers/keeper.ts";
import type { Description } from "../../rule.ts";
import { isLeftToCollector } from "../../left-to-collector.ts";
import { headOf } from "../../explain/head.ts";
import { keptFields, type KeptField } from "./kept-fields.ts";
import { registeredTypes } from "./registered.ts";
import { isGivenUp, isLetGoOf } from "./let-go.ts";

export interface Forgotten {
  readonly kind: "forgotten";
  readonly tier: "definite" | "maybe";
  readonly keeper: Keeper;
  readonly end: End;
  readonly forgotten: readonly KeptField[];
  readonly kept: number;
}

/** How an object of the class is ended: by a method of its own, or by one that it inherits, which may have no code here. */
type End = { readonly of: "itself" | "base"; readonly method: Body } | { readonly of: "unknown" };

export function findForgotten(view: BodyView): readonly Forgotten[] {
  if (view.file.test || view.body.kind === "module" || keptFields(view, view.body).length === 0) return [];
  const keeper = view.keepers.index().classOf(view.body);
  const end = keeper && endOf(view, keeper);
  if (keeper === undefined || end === undefined) return [];
  const kept = [...keeper.memberOf.keys()].flatMap((id) => keptFields(view, view.knowledge.program.bodies[id]!));
  // One class makes one report, where the first of its fields is filled.
  if (kept[0]?.body !== view.body) return [];
  const isEndedBeside = (field: KeptField): boolean => endsAnother(view, keeper, end, field);
  const matters = (field: KeptField): boolean =>
    field.type.strength !== "soft" || isEndedBeside(field) || (view.tier !== "definite" && isLeftRunning(view, keeper, end, field));
  const fields = kept.filter((field, index) => isFirst(kept, field, index) && matters(field));
  const forgotten = fields.filter((field) => !isOfABase(view, keeper, field) && !isLetGoOf(view, keeper, field));
  if (forgotten.length === 0) return [];
  const registered = registeredTypes(view, keeper);
  const givenUp = fields.filter((field) => !forgotten.includes(field) && isGivenUp(view, keeper, field));
  const siblings = new Set([...registered, ...givenUp.map(({ type }) => type.key)]);
  // What a base without code does is only known from what the class tells it.
  if (end.of === "unknown" && !forgotten.every(({ type }) => registered.has(type.key))) return [];
  const tier = forgotten.some((field) => isSure(view, siblings, field) || isEndedBeside(field)) ? "definite" : "maybe";
  return [{ kind: "forgotten", tier, keeper, end, forgotten, kept: fields.length }];
}

/** `this.layout = new Layout()`, declared by a base class without code here: that sees to what it is given. */
function isOfABase({ file, keepers }: BodyView, keeper: Keeper, { field }: KeptField): boolean {
  if (!keepers.basesOf(keeper).some(({ kind }) => kind === "unknown")) return false;
  return !new RegExp(`(?:^|[\\s;{])${field.replaceAll("$", "\\$")}\\s*[!?]?\\s*[:=;]`, "m").test(file.text);
}

function isFirst(kept: readonly KeptField[], { field }: KeptField, index: number): boolean {
  return kept.findIndex((other) => other.field === field) === index;
}

function isSure({ knowledge }: BodyView, siblings: ReadonlySet<string>, field: KeptField): boolean {
  return (field.sure || hasSibling(siblings, field)) && !isLeftToCollector(knowledge, field.type);
}

/** A class that lets go of one such value shows that they are its to release. */
function hasSibling(released: ReadonlySet<string>, { type }: KeptField): boolean {
  return type.code !== "idle" && released.has(type.key);
}

/** The end releases one of two sockets: the other would end in the same way. */
function endsAnother({ keepers }: BodyView, keeper: Keeper, end: End, { field, type }: KeptField): boolean {
  const isAlike = ({ slot, depth, how }: SlotUse): boolean =>
    slot !== field &&
    depth === "itself" &&
    how.kind === "end" &&
    (how.type?.name === type.name || (type.model?.releasedBy !== undefined && how.member === type.model.releasedBy[0]));
  return end.of === "itself" && !isFleeting(type) && keepers.factsOf(keeper).reaches(end.method, isAlike);
}

/** What never ends by itself, where the end releases other things, and no base class could see to it. */
function isLeftRunning({ keepers }: BodyView, keeper: Keeper, end: End, { field, type }: KeptField): boolean {
  // A timer may be meant to go on where little else ends; a device that is held is held for nothing.
  const isTimer = type.model?.releasedBy !== undefined;
  const isAnother = ({ slot, how }: SlotUse): boolean =>
    slot !== field && how.kind === "end" && (!isTimer || how.type?.model !== undefined);
  if (type.model?.endless !== true || end.of !== "itself" || keepers.basesOf(keeper).length > 0) return false;
  return keepers.factsOf(keeper).reaches(end.method, isAnother);
}

/** It is soon over anyway. */
function isFleeting({ name }: OwnedType): boolean {
  return name === "Timeout" || name === "Immediate";
}

function endOf({ keepers }: BodyView, keeper: Keeper): End | undefined {
  const [own] = endingMethods(keeper);
  if (own !== undefined) return { method: own, of: "itself" };
  for (const base of keepers.basesOf(keeper)) {
    const [method] = base.kind === "class" ? endingMethods(base.keeper) : [];
    if (method !== undefined) return { method, of: "base" };
    if (base.kind === "unknown") return { of: "unknown" };
  }
  return undefined;
}

export function describeForgotten({ keeper, end, forgotten, kept }: Forgotten, view: BodyView): Description {
  const names = forgotten.map(({ field }) => `\`${field}\``);
  const [first] = forgotten;
  const what = forgotten.length === 1 ? names[0]! : `${forgotten.length} of the ${kept} fields it owns: ${names.join(", ")}`;
  const them = forgotten.length === 1 ? "it" : "them";
  return end.of === "itself"
    ? {
        message: `\`${end.method.name}\` does not release ${what}`,
        labels: [
          ...forgotten.map(({ span, type }) => other(span, `${type.what} that the class owns from here`)),
          primary(headOf(view, end.method), "ends, and leaves them as they are"),
        ],
        why: "Whoever calls this method believes that everything is over. What the fields hold stays held until the process ends, and nobody else has it.",
        help: `Release ${them} here: \`${first!.release}\``,
        scope: end.method.scope,
      }
    : {
        message: `\`${keeper.name}\` never releases ${what}`,
        labels: [
          ...forgotten.map(({ span, type }, index) => (index === 0 ? primary : other)(span, `${type.what} that the class owns from here`)),
          ...(end.of === "base"
            ? [other(headOf(view, end.method), `\`${keeper.name}\` is ended by this, which does not know ${them}`)]
            : []),
        ],
        why: "The method that ends the object belongs to its base class, and releases what was made known to that.",
        help: `Hand ${them} to the base class as the others are, or override its release method and call \`${first!.release}\` there`,
      };
}
