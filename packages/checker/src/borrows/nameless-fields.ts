/** Fields that borrow, and do not say for how long: their class has no lifetime for it, or they leave it out. */

import type { Span } from "@freehold/diagnostics/span";
import type { DeclaredClass, DeclaredType } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import type { World } from "./world.ts";

export interface NamelessField {
  readonly of: DeclaredClass;
  readonly name: string;
  readonly span: Span;
}

/** Of all classes and interfaces of a file. */
export function namelessFields(world: World): readonly NamelessField[] {
  return [...world.declarations.classes.values()].flatMap((declared) => {
    return [...declared.fields].flatMap(([name, type]): readonly NamelessField[] => {
      const span = declared.fieldSpans.get(name);
      return span === undefined || !isNameless(type) ? [] : [{ of: declared, name, span }];
    });
  });
}

function isNameless(type: DeclaredType): boolean {
  switch (type.kind) {
    case "borrow":
      return type.lifetime === undefined || isNameless(type.of);
    case "own":
      return isNameless(type.of);
    case "named":
      return type.arguments.some(isNameless);
    case "array":
      return isNameless(type.element);
    case "record":
      return [...type.fields.values()].some(isNameless);
    case "union":
      return type.parts.some(isNameless);
    // What a function takes and gives is borrowed for its call.
    case "function":
    case "copy":
    case "nothing":
    case "this":
    case "unwritten":
    case "unknown":
      return false;
    default:
      return assertNever(type);
  }
}
