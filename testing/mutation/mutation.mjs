/** `npm run mutation`: breaks functions that release what they own, one at a time, and counts which breaks the checker notices. */

import { optionsOf } from "../../tasks/options.mjs";
import { chosen } from "./chosen.mjs";
import { groupBy } from "./group-by.mjs";
import { mutantsOf } from "./mutants.mjs";
import { projectsOf } from "./projects.mjs";
import { asReport } from "./report.mjs";
import { tryMutants } from "./trial.mjs";

const usage = `npm run mutation -- [options] [DIR…]

  DIR                      collections of cases whose right programs are broken too (testing/cases)
  --n N                    how many mutants, drawn from all there are (1000)
  --seed S                 which ones: the same seed draws the same (1)
  --only PATTERN           projects whose name matches the regular expression
  --require N              exit 1 if fewer than N percent are noticed`;

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const options = optionsOf(args, usage, { n: "1000", seed: "1", only: "", require: "0" });
  if (options === undefined) return 0;
  const { values, positionals } = options;
  const collections = positionals.length === 0 ? ["testing/cases"] : positionals;
  const projects = projectsOf(collections).filter(({ name }) => new RegExp(values.only).test(name));
  const folders = new Map();
  const all = [];
  for (const { name, layOut } of projects) {
    folders.set(name, await layOut());
    all.push(...mutantsOf(name, folders.get(name)));
  }
  const drawn = chosen(all, Number(values.n), Number(values.seed));
  const tried = [...groupBy(drawn, ({ project }) => project)].flatMap(([name, mutants]) => tryMutants(folders.get(name), mutants));
  console.log(`${drawn.length} of ${all.length} mutants\n\n${asReport(tried)}`);
  return tried.filter(({ noticed }) => noticed.length > 0).length < (Number(values.require) / 100) * tried.length ? 1 : 0;
}
