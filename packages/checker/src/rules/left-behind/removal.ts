/** Listeners that take themselves off: `{ once: true }`, `{ signal }`. */

import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { literalMember, type MethodCall } from "../../explain/calls.ts";

/** Options from elsewhere are trusted. */
export function removesItself({ body }: BodyView, call: MethodCall): boolean {
  const options = call.args[2]?.value;
  if (options === undefined || options.kind === "constant") return false;
  return (
    literalMember(body, options, "once") !== undefined || literalMember(body, options, "signal") !== undefined || !isLiteral(body, options)
  );
}

function isLiteral(body: Body, options: Operand): boolean {
  return options.kind === "place" && body.locals[options.place.local]?.kind.kind === "temporary";
}
