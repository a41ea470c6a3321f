/** `npm run bench:sync`: what threads share, beside its peers on npm and Rust; each goal is printed with what it came to. */

import { cpus } from "node:os";
import { exitCode } from "../tasks/command.mjs";
import { runUnderNewest } from "../tasks/newest-node.mjs";
import { contended } from "./sync/contended.mjs";
import { messages } from "./sync/messages.mjs";
import { dispatch } from "./sync/dispatch.mjs";
import { fetchPeers } from "./sync/peers.mjs";
import { startRust } from "./sync/rust.mjs";
import { runSection } from "./sync/section.mjs";
import { uncontended } from "./sync/uncontended.mjs";

/** `-- --newest` runs the same under the newest Node, where more peers load. */
if (process.argv.includes("--newest")) process.exitCode = exitCode(runUnderNewest(import.meta.filename, []));
else await main();

async function main() {
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; medians of interleaved rounds (least–most)\n`);
  fetchPeers();
  const rust = startRust();
  for (const section of [uncontended, contended, messages, dispatch]) await runSection(await section(rust));
  rust.end();
}
