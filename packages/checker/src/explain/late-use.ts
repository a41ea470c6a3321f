/** How a value came to its end, in one word. */

import type { LateUse } from "../analyses/obligations/outcome.ts";

export function participle({ status }: LateUse): string {
  if (status.kind === "moved") return status.how === "transferred" ? "transferred" : "given away";
  const member = status.kind === "released" ? status.member : "";
  if (/close/i.test(member)) return "closed";
  if (/free/i.test(member)) return "freed";
  if (/destroy/i.test(member)) return "destroyed";
  if (/dispose|using/i.test(member)) return "disposed";
  if (/terminate/i.test(member)) return "terminated";
  return "released";
}
