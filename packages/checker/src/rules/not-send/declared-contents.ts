/** What strict code says is in a value that is sent: its annotation names something that belongs to this thread. */

import type { Operand } from "@freehold/mir/body";
import type { Declarations, DeclaredType } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import type { Content } from "./contents.ts";

export function declaredContents({ knowledge, body, file }: BodyView, value: Operand): readonly Content[] {
  if (file.strict === undefined || value.kind === "constant" || value.place.path.length > 0) return [];
  const { kind } = body.locals[value.place.local]!;
  const bound = kind.kind === "capture" ? kind : { body: body.id, local: value.place.local };
  const written = file.strict.locals.get(bound.body)?.get(bound.local);
  const names = written === undefined ? [] : namesIn(file.strict, written);
  return names.flatMap(({ module, name }): readonly Content[] => {
    const found = knowledge.models.typeModel({ modules: [module], names: [name], members: [] })?.type;
    if (found?.staysHere === undefined) return [];
    return [{ kind: "local", what: found.what, staysHere: found.staysHere, span: value.span, text: operandText(body, value) ?? "" }];
  });
}

interface Imported {
  readonly module: string;
  readonly name: string;
}

/** Of the imported types that a value of this type owns. */
function namesIn(declarations: Declarations, type: DeclaredType): readonly Imported[] {
  switch (type.kind) {
    case "named": {
      const imported = declarations.imports.get(type.name);
      return [...(imported === undefined ? [] : [imported]), ...type.arguments.flatMap((each) => namesIn(declarations, each))];
    }
    case "own":
    case "borrow":
      return namesIn(declarations, type.of);
    case "array":
      return namesIn(declarations, type.element);
    case "record":
      return [...type.fields.values()].flatMap((field) => namesIn(declarations, field));
    case "union":
      return type.parts.flatMap((part) => namesIn(declarations, part));
    case "copy":
    case "nothing":
    case "this":
    case "function":
    case "unwritten":
    case "unknown":
      return [];
    default:
      return assertNever(type);
  }
}
