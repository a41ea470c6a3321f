/** The head of a method, to point at: `close(): void`, without its block. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../body-view.ts";

export function headOf({ knowledge: { files } }: BodyView, { span }: Body): Span {
  const text = files.get(span.file)?.text.slice(span.start, span.end) ?? "";
  const open = text.indexOf("{");
  return { ...span, end: span.start + (open === -1 ? text.length : text.slice(0, open).trimEnd().length) };
}
