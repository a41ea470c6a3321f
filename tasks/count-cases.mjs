/** `npm run count:sync`: how many named cases of `sync`, `channel` and `thread` there are, each of which runs in both builds of the runtime. */

import { runQuietly } from "./command.mjs";

const folders = ["sync", "channel", "thread"].map((name) => ({ name, path: `packages/runtime/test/${name}/` }));

process.exitCode = countCases();

function countCases() {
  const { code, output } = runQuietly("vitest", ["list", "--json", "--project", "lean", ...folders.map(({ path }) => path)]);
  if (code !== 0) {
    console.error(output);
    return code;
  }
  /** @type {readonly { readonly file: string }[]} */
  const cases = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  const rows = folders.map(({ name, path }) => `| ${name} | ${cases.filter(({ file }) => file.includes(path)).length} |`);
  console.log(["| of | cases |", "|---|---|", ...rows, `| all | ${cases.length} |`].join("\n"));
  return 0;
}
