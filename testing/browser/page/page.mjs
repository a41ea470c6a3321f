/** The page: runs the suite in its own thread, which cannot block, then in a thread of the library's, which can, and tells the server. */

import { thread } from "freehold";
import { count } from "../../../examples/counter-page/count.js";
import { runAll } from "./run.mjs";

await tell("page", runAll);
await tell("thread", () => thread.spawn(new URL("./run.js", import.meta.url), "runAll").join());
await tell("example", async () => {
  const counted = await count();
  return [
    { file: "examples/counter-page", name: "counts to 5", failure: counted === 5 ? undefined : `counted to ${counted}`, blocks: false },
  ];
});
await post({ where: "end", verdicts: [] });

/**
 * @param {string} where
 * @param {() => Promise<unknown>} run
 */
async function tell(where, run) {
  let verdicts;
  try {
    verdicts = await run();
  } catch (error) {
    verdicts = [
      { file: "", name: "the suite itself", failure: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) },
    ];
  }
  await post({ where, verdicts });
}

/** @param {object} report */
async function post(report) {
  await fetch("report", { method: "POST", body: JSON.stringify(report) });
}
