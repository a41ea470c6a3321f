/** What was explored, as people read it: a table for each algorithm. */

import { programOf } from "../src/program.ts";
import type { Proof, Suite } from "./proof.ts";

export function proofsAsMarkdown(suites: readonly Suite[], states: ReadonlyMap<Proof, number>): string {
  const sections = suites.filter(({ proofs }) => proofs.length > 0).map((suite) => section(suite, states));
  return [heading, ...sections].join("\n");
}

const heading = `# What is proved

Each line is a program that was explored completely: in every interleaving of its threads nothing raced, nobody slept for ever, no
update was lost, and the words were clean at the end. Where a thread may be killed, it is killed at each of its operations, asleep
or awake. \`FREEHOLD_UPDATE=1 npx vitest run testing/schedule\` writes this file.
`;

function section({ files, proofs, contracts }: Suite, states: ReadonlyMap<Proof, number>): string {
  const rows = proofs.map((proof) => `| ${proof.title} | ${threadsOf(proof)} | ${mayHappen(proof)} | ${magnitude(states.get(proof))} |`);
  return [
    `## ${files.join(", ")}`,
    "",
    "| program | threads | what may happen as well | states, fewer than |",
    "|---|---|---|---|",
    ...rows,
    "",
    `And ${contracts.length} contracts: the operations that it needs when nobody is in its way.`,
    "",
  ].join("\n");
}

/** How many exactly changes with every step of an algorithm. */
function magnitude(states: number | undefined): string {
  return states === undefined ? "not explored" : (10 ** (Math.floor(Math.log10(states)) + 1)).toLocaleString("en");
}

function threadsOf({ program }: Proof): number {
  return programOf(program).threads.length;
}

function mayHappen({ limits = {} }: Proof): string {
  const { kills = 0, spurious = 0, timeouts = 0 } = limits;
  return [several(kills, "death"), several(spurious, "spurious wake"), several(timeouts, "early time-out")]
    .filter((text) => text !== "")
    .join(", ");
}

function several(count: number, what: string): string {
  return count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`;
}
