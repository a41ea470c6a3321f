/** Variable declarations, `using` among them: from here to the end of the scope every way out drops it. */

import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { undefinedAt, use } from "./emit.ts";
import { pushFrame } from "./exits.ts";
import { declaredBy } from "./hoist.ts";
import { isRequire } from "./imports.ts";
import { destructure } from "./pattern.ts";
import { resolveName } from "./scope.ts";
import { into, operandOf } from "./visit.ts";

export function lowerDeclarations(body: BodyLowering, list: Node): void {
  const isVar = declaredBy(list) === "var";
  for (const declaration of list.declarations ?? []) {
    if (isRequire(body, declaration)) continue;
    const { name, initializer } = declaration;
    if (name === undefined) continue;
    if (kindOf(body, name) !== "Identifier") destructure(body, name, operandOf(body, initializer));
    else if (initializer !== undefined || !isVar) lowerNamed(body, name, initializer);
    startUsing(body, list, name);
  }
}

/** Makes the rest of the scope drop what a `using` binds. */
export function startUsing(body: BodyLowering, list: Node, name: Node): void {
  const declared = declaredBy(list);
  if ((declared !== "using" && declared !== "await-using") || kindOf(body, name) !== "Identifier") return;
  const how = declared === "using" ? "dispose" : "async-dispose";
  const span = spanOf(body, name);
  pushFrame(body, { kind: "using", local: resolveName(body, name.text ?? "", span).local, how, span });
}

/** `let x;` is `undefined`. */
function lowerNamed(body: BodyLowering, name: Node, initializer: Node | undefined): void {
  const span = spanOf(body, name);
  const place = resolveName(body, name.text ?? "", span);
  if (initializer === undefined) return use(body, place, undefinedAt(span), span);
  if (place.path.length === 0) return into(body, initializer, place.local);
  use(body, place, operandOf(body, initializer), spanOf(body, initializer));
}
