/**
 * Drop flags: locals that say whether the body still has to release the owner. In `let ours = true; try { await adopt(file); ours =
 * false; } finally { if (ours) await file.close(); }` setting `ours` says that somebody else has the file now. It says so only where
 * the file was offered to somebody: a flag beside a value that nobody else ever saw hands nothing over.
 */

import type { LocalId } from "@freehold/mir/body";
import type { BodyFacts, Value } from "../../facts/facts.ts";
import { falsyPart, has, nonNullishPart, noValue, nullishValue, truthyPart, undefinedValue, without } from "../../facts/values.ts";
import type { Evidence } from "./evidence.ts";

/** By local, the values with which no release follows its test. */
export type DropFlags = ReadonlyMap<LocalId, Value>;

export const noFlags: DropFlags = new Map();

/** All locals that decide about a release; `offered` tells whether they can be drop flags. */
export function releaseFlags({ body, tests }: BodyFacts, evidence: Evidence): DropFlags {
  if (!evidence.anywhere) return noFlags;
  const flags = new Map<LocalId, Value>();
  for (const [id, test] of tests) {
    const { terminator } = body.blocks[id]!;
    if (terminator.kind !== "branch" || test.kind !== "local") continue;
    const [holds, fails] = test.negated ? [terminator.no, terminator.yes] : [terminator.yes, terminator.no];
    const releasesIfSo = evidence.after({ block: holds, index: -1 });
    if (releasesIfSo === evidence.after({ block: fails, index: -1 })) continue;
    const [yes, no] = test.test === "truthy" ? [truthyPart, falsyPart] : [nullishValue, nonNullishPart];
    flags.set(test.local, releasesIfSo ? no : yes);
  }
  return flags;
}

/** The local is set so that its test will find nothing to release. Its first value says only how things stand before. */
export function isFlipped(flags: DropFlags, local: LocalId, before: Value, after: Value): boolean {
  const skips = flags.get(local);
  return skips !== undefined && after !== noValue && before !== undefinedValue && has(after, skips) && without(after, skips) === noValue;
}
