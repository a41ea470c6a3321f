/** Runs the checker over a folder of case studies and says which faults it finds, which it misses and where it cries wolf. */

import { parseArgs } from "node:util";
import { readCollection } from "./cases/collection.mjs";
import { findingsOf } from "./cases/findings.mjs";
import { judge } from "./cases/judge.mjs";
import { asJson, asText } from "./cases/report.mjs";

const usage = `npm run cases -- DIR… [options]

  --tier definite|maybe    the checker's tier (maybe)
  --only PATTERN           cases whose name or kind matches the regular expression
  --json                   the verdicts as JSON
  --require-definite N     exit 1 if fewer than N percent of the first-light cases are found at definite
  --require N              … if fewer than N percent are found at all
  --require-silence        … if there is any false alarm`;

process.exitCode = main(process.argv.slice(2));

/** @param {string[]} args */
function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      tier: { type: "string", default: "maybe" },
      only: { type: "string", default: "" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      require: { type: "string", default: "0" },
      "require-definite": { type: "string", default: "0" },
      "require-silence": { type: "boolean", default: false },
    },
  });
  const tier = values.tier;
  if (values.help || positionals.length === 0 || (tier !== "definite" && tier !== "maybe")) {
    console.error(usage);
    return values.help ? 0 : 2;
  }

  const collection = readCollection(positionals, new RegExp(values.only));
  const verdicts = judge(collection, findingsOf(collection, tier));
  console.log(values.json ? asJson(verdicts) : asText(verdicts));

  const { definite, maybe, total } = verdicts.firstLight;
  const enough =
    definite >= (Number(values["require-definite"]) / 100) * total && definite + maybe >= (Number(values.require) / 100) * total;
  return enough && !(values["require-silence"] && verdicts.falseAlarms.length > 0) ? 0 : 1;
}
