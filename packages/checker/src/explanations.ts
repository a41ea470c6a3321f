/** `freehold explain`: the text about a rule, by its name or its code. */

import { explanations } from "./explanations.generated.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules/registry.generated.ts";

/** Markdown; absent when no rule has that name or code. Codes are found in any case. */
export function explanation(nameOrCode: string): string | undefined {
  const wanted = nameOrCode.toLowerCase();
  const isOwn = ({ meta }: Rule): boolean => meta.name === wanted || meta.code.toLowerCase() === wanted;
  const isOther = ({ meta }: Rule): boolean => meta.otherCodes?.some((code) => code.toLowerCase() === wanted) === true;
  const rule = rules.find(isOwn) ?? rules.find(isOther);
  return rule === undefined ? undefined : explanations[rule.meta.name];
}

/** What may be explained and silenced. */
export function ruleNames(): readonly { readonly name: string; readonly code: string; readonly summary: string }[] {
  return rules.map(({ meta }) => meta);
}
