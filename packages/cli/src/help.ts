/** What `--help` prints. */

import type { Topic } from "./arguments.ts";

export function helpText(topic: Topic): string {
  return `${texts[topic].trim()}\n`;
}

const shared = `
  -h, --help                Show this help
  -v, --version             Show the version`;

const looks = `
  --color, --no-color       Colour the output, or not; by itself only on a terminal
  --ascii                   Draw with ASCII characters only`;

const texts: Readonly<Record<Topic, string>> = {
  check: `
Freehold checks the ownership of resources in TypeScript: leaks, use after release, double release, moves.

Usage
  freehold [check] [PATH…]               Check a project, folders or files; without a path, the project here
  freehold explain CODE|NAME             Tell what a finding means and how to mend it
  freehold why FILE:LINE[:COLUMN]        Tell the story of the resource that the variable there owns
  freehold debug --stage=STAGE FILE      Show what the checker sees: ast, mir, facts, obligations or loans

Options of check
  --format FORMAT[=FILE]    pretty (default), short, json, github or sarif; may be given several times
  --tier TIER               definite (default), maybe or strict; each includes the ones before it
  --max NUMBER              Findings to show in pretty and short, 20 by default; 0 is no limit
  --watch                   Check again whenever a file changes
  --no-cache                Look at the code even if nothing has changed since the last run
  --timings                 Show how long each phase took${looks}${shared}

Exit code
  0  everything asked for was checked, nothing was found
  1  there are findings
  2  wrong use or configuration, or something asked for could not be checked
  3  a fault of Freehold itself

Settings are read from \`freehold.json\`, or from \`freehold\` in \`package.json\`: tier, models, include, exclude, strict, rules.
A finding is silenced by a comment on the line above it: \`// freehold-ignore leaked-resource: reason\`.
`,
  explain: `
Usage
  freehold explain CODE|NAME             \`freehold explain FH1001\`, \`freehold explain leaked-resource\`

Tells what a finding means, why it is bad at run time, how to mend it, and when it is no fault.

Options${shared}
`,
  why: `
Usage
  freehold why FILE:LINE[:COLUMN]        \`freehold why src/report.ts:4\`, \`freehold why src/report.ts:4:9\`

Tells the story of the resource that the variable at the place owns: where it comes from, where it is lent, given away and
released. Line and column count from 1. Without a column it is about the whole line.

Options${looks}${shared}
`,
  debug: `
Usage
  freehold debug --stage=STAGE FILE      \`freehold debug --stage=mir src/report.ts\`

Shows what the checker sees in a file.

Options
  --stage STAGE             ast, mir, facts or obligations${shared}
`,
};
