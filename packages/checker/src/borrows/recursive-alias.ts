/**
 * `type Tree = { left: Tree } | { leaf: Item }`: a type that is made of itself has no end when it is written out. Where it comes back
 * through objects it is a class with the fields of all of them, which is as good, since a field is only asked for where it is there.
 */

import type { DeclaredAlias, DeclaredClass, DeclaredType } from "@freehold/mir/declared";
import { remembering } from "@freehold/mir/remembering";
import { declaredClass } from "./library.ts";
import type { Found, World } from "./world.ts";

/** O(what is written of it and of the aliases in it). */
export function isRecursive({ declared, world }: Found<DeclaredAlias>): boolean {
  return mentions(world, declared.type, declared, new Set());
}

/** Absent where it comes back through lists alone. */
export const asClass = remembering((alias: DeclaredAlias): DeclaredClass | undefined => {
  const fields = new Map<string, DeclaredType>();
  for (const part of partsOf(alias.type)) {
    if (part.kind !== "record") continue;
    for (const [name, type] of part.fields) fields.set(name, either(fields.get(name), type));
  }
  return fields.size === 0 ? undefined : declaredClass({ name: "", kind: "interface", parameters: alias.parameters, fields });
});

function mentions(world: World, type: DeclaredType, target: DeclaredAlias, seen: Set<DeclaredAlias>): boolean {
  switch (type.kind) {
    case "borrow":
    case "own":
      return mentions(world, type.of, target, seen);
    case "array":
      return mentions(world, type.element, target, seen);
    case "record":
      return [...type.fields.values()].some((field) => mentions(world, field, target, seen));
    case "union":
      return type.parts.some((part) => mentions(world, part, target, seen));
    case "named": {
      if (type.arguments.some((argument) => mentions(world, argument, target, seen))) return true;
      const alias = world.classOf(type.name) === undefined ? world.aliasOf(type.name) : undefined;
      if (alias === undefined || alias.declared === target) return alias !== undefined;
      if (seen.has(alias.declared)) return false;
      seen.add(alias.declared);
      return mentions(alias.world, alias.declared.type, target, seen);
    }
    default:
      return false;
  }
}

function partsOf(type: DeclaredType): readonly DeclaredType[] {
  if (type.kind === "own") return partsOf(type.of);
  return type.kind === "union" ? type.parts.flatMap(partsOf) : [type];
}

function either(known: DeclaredType | undefined, type: DeclaredType): DeclaredType {
  return known === undefined ? type : { kind: "union", parts: [known, type] };
}
