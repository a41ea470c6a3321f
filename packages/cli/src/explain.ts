/** `freehold explain`: what a finding means. */

import { explanation, ruleNames } from "@freehold/checker/explanations";
import { nearestHint } from "@freehold/diagnostics/nearest";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { misuse } from "./tell.ts";
import type { World } from "./world.ts";

export function runExplain(subject: string, world: World): ExitCode {
  const text = explanation(subject) ?? ownExplanation(subject);
  if (text === undefined) return misuse(world, [unknown(subject)]);
  world.out.write(`${text.trimEnd()}\n`);
  return exitCode.clean;
}

/** What the command itself says about comments; no rule stands behind it. */
const ownExplanations: readonly { readonly code: string; readonly name: string; readonly text: string }[] = [
  {
    code: "FH0001",
    name: "unused-suppression",
    text: `# unused-suppression

A \`// freehold-ignore NAME: reason\` comment stands above a line on which that finding is not reported. Either the fault was
mended, or the comment moved away from its line. Remove it: it would silence the next fault on that line.`,
  },
  {
    code: "FH0002",
    name: "malformed-suppression",
    text: `# malformed-suppression

A comment that means to silence a finding cannot be read, so it silences nothing. It stands on a line of its own above the
finding, names it, and says why it is right:

    // freehold-ignore leaked-resource: the process ends right after`,
  },
];

function ownExplanation(subject: string): string | undefined {
  const wanted = subject.toLowerCase();
  return ownExplanations.find(({ code, name }) => name === wanted || code.toLowerCase() === wanted)?.text;
}

function unknown(subject: string): string {
  const known = [...ruleNames(), ...ownExplanations].flatMap(({ name, code }) => [name, code]);
  const names = ruleNames().map(({ name }) => `\`${name}\``);
  return `There is no finding \`${subject}\`${nearestHint(subject, known)}; there are ${names.join(", ")}`;
}
