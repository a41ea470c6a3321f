/** A body as its text without spans says it: every span empty, in a file without a name. */

import { asFilePath } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";

export function withoutSpans(body: Body): Body {
  return emptySpans({ ...body, file: nowhere }) as Body;
}

const nowhere = asFilePath("");

function emptySpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emptySpans);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === "span" ? { file: nowhere, start: 0, end: 0 } : emptySpans(part)]),
  );
}
