/** `npm run parity`: asks rustc and the checker about the literate suite and about generated programs, and tells where they differ. */

import { parseArgs } from "node:util";
import { generate } from "./generate/generate.ts";
import { type Judged, judge } from "./judge.ts";
import { literatePairs } from "./literate.ts";
import { askRustc, rustcVersion } from "./rustc.ts";
import { shrink } from "./shrink.ts";
import { storeVerdicts } from "./stored.ts";
import { countsOf, differencesIn, printCounts, printPair } from "./summary.ts";

const usage = `npm run parity -- [options]

  --n N       how many programs to generate (1000)
  --seed S    which ones: the same seed gives the same (1)
  --pairs N   how many pairs to show of each difference, made as small as they can be (1)
  --store     write down what rustc says about the programs of the tests
  --check     exit 1 unless the judges agree as far as they must`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      n: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      pairs: { type: "string", default: "1" },
      store: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.error(usage);
    return 2;
  }
  const version = rustcVersion();
  if (version === undefined) {
    console.log("There is no rustc on this machine: nothing was compared. The tests hold the checker against its stored verdicts");
    return 0;
  }
  console.log(version);
  if (values.store) {
    storeVerdicts();
    return 0;
  }
  const wrong = wrongPairs();
  for (const line of wrong) console.log(line);
  const judged = judge(programs(Number(values.n), Number(values.seed)));
  const counts = countsOf(judged);
  console.log(printCounts(counts));
  tellDifferences(judged, Number(values.pairs));
  const agrees = wrong.length === 0 && counts.accepted === 0 && counts.unsound === 0 && counts.stricter <= 0.005 * counts.programs;
  return values.check && !(agrees && counts.sameStatement >= 0.95 * counts.bothReject) ? 1 : 0;
}

/** Seeds of neighbours do not overlap up to a million programs. */
function programs(count: number, seed: number): readonly ReturnType<typeof generate>[] {
  return Array.from({ length: count }, (_, index) => generate(seed * 1_000_000 + index));
}

/** Literate pairs whose Rust block does not say what rustc says. */
function wrongPairs(): readonly string[] {
  const pairs = literatePairs();
  const told = askRustc(pairs.map(({ rust }) => rust));
  const wrong = pairs.flatMap(({ document, title, reports }, index) => {
    const expected = printReports(reports);
    const found = printReports(told[index]!);
    return expected === found ? [] : [`${document}: ${title}: says ${expected || "nothing"}, and rustc says ${found || "nothing"}`];
  });
  console.log(`literate suite: ${pairs.length} pairs, ${wrong.length} on which rustc says something else`);
  return wrong;
}

function printReports(reports: readonly { readonly code: string; readonly line: number }[]): string {
  return [...new Set(reports.map(({ code, line }) => `${code} on line ${line}`))].join(", ");
}

function tellDifferences(judged: readonly Judged[], pairs: number): void {
  const differences = differencesIn(judged);
  const shown = shrink(differences.flatMap((difference) => difference.judged.slice(0, pairs)));
  let from = 0;
  for (const { kind, kinds, judged: all } of differences) {
    const whose = kind === "accepted" ? "only rustc rejects" : "only freehold rejects";
    console.log(`\n== ${whose}: ${kinds}, ${all.length} times\n`);
    console.log(
      shown
        .slice(from, (from += Math.min(pairs, all.length)))
        .map((one) => printPair(one))
        .join("\n\n"),
    );
  }
}
