/**
 * Where strict code has values of which nobody says who owns them: types that are written `any` or `unknown`.
 *
 * A field, a result or an alias of such a type is told as it stands, a variable or parameter only where its value is used in a way
 * that an owner would have to know of.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Local } from "@freehold/mir/body";
import type { DeclaredClass, DeclaredType, Signature } from "@freehold/mir/declared";
import { topTypes, type TopType } from "./top-types.ts";
import { unknownUses, type UnknownUse } from "./unknown-uses.ts";
import type { BodyTypes } from "./typing.ts";

export type Unknown =
  /** Of a field, a result, an alias. */
  | { readonly kind: "written"; readonly type: TopType }
  | { readonly kind: "cast"; readonly span: Span }
  | { readonly kind: "used"; readonly local: Local; readonly type: TopType; readonly use: UnknownUse };

/** Of the body's own signature and variables; of a module's, everything that has no code of its own. */
export function unknownsOf(types: BodyTypes): readonly Unknown[] {
  const { body, world } = types;
  const { casts, signatures } = world.declarations;
  const written = body.kind === "module" ? writtenInModule(types) : [signatures.get(body.id)?.result ?? nothing];
  return [
    ...written.flatMap(topTypes).map((type): Unknown => ({ kind: "written", type })),
    ...(body.kind === "module" ? casts.map((span): Unknown => ({ kind: "cast", span })) : []),
    ...unknownUses(types).map(({ local, type, use }): Unknown => ({ kind: "used", local, type, use })),
  ];
}

const nothing: DeclaredType = { kind: "nothing" };

function writtenInModule({ world }: BodyTypes): readonly DeclaredType[] {
  const { classes, aliases, functions } = world.declarations;
  return [
    ...[...classes.values()].flatMap(writtenInClass),
    ...[...aliases.values()].map(({ type }) => type),
    ...[...functions.values()].flatMap(resultWithoutCode),
  ];
}

function writtenInClass({ fields, methods, statics }: DeclaredClass): readonly DeclaredType[] {
  return [...fields.values(), ...[...methods.values(), ...statics.values()].flatMap(resultWithoutCode)];
}

function resultWithoutCode({ body, result }: Signature): readonly DeclaredType[] {
  return body === undefined ? [result] : [];
}
