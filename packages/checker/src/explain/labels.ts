/** Builds labels, and the few phrases that all rules share. */

import type { Label } from "@freehold/diagnostics/diagnostic";
import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../body-view.ts";
import type { Owner } from "../facts/facts.ts";
import { pairKey } from "../facts/pair.ts";

export function primary(span: Span, text: string): Label {
  return { span, text, role: "primary" };
}

export function other(span: Span, text: string): Label {
  return { span, text, role: "other" };
}

/** The owner as a reader knows it: its name in backticks, or what it is. */
export function subject(owner: Owner): string {
  return owner.name === "" ? `${owner.type.what} from \`${owner.by}\`` : `\`${owner.name}\``;
}

/** Where the owner's story begins: the binding if it has a name, the acquiring call otherwise. */
export function birthplace(owner: Owner, view: BodyView): Span {
  const binding = owner.binding === undefined ? undefined : view.body.locals[owner.binding];
  const bound = binding?.kind.kind === "binding" && sameStatement(view, binding.span, owner.span);
  return bound ? binding.span : owner.span;
}

/** `report`, or `this function` where it has no name. */
export function functionName(view: BodyView): string {
  return view.body.name.startsWith("<") ? "this function" : `\`${view.body.name}\``;
}

/** `client.release()`, `client.query("ROLLBACK")`: the way to end it that help names. */
export function releaseCall(owner: Owner): string | undefined {
  const name = owner.name !== "" ? owner.name : owner.type.key === pairKey ? owner.type.name : "it";
  const method = owner.type.release.find((candidate) => !candidate.startsWith("["));
  if (owner.type.model?.form === "call") return `${name}()`;
  const by = owner.type.model?.releasedBy?.[0];
  if (by !== undefined) return `${by}(${name})`;
  return method === undefined || method === "()" ? undefined : `${name}.${method}${method.endsWith(")") ? "" : "()"}`;
}

/** A binding shown for a call must stand before it on the same line or the one above: `const x = await open(…)`. */
function sameStatement(view: BodyView, binding: Span, call: Span): boolean {
  if (binding.start > call.start) return false;
  const between = view.file.text.slice(binding.end, call.start);
  return !between.includes(";") && (between.match(/\n/g)?.length ?? 0) <= 2;
}
