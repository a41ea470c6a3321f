/** The runtime's algorithms, explored completely; what that was stands in PROOFS.md. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mustHold } from "../src/print.ts";
import { suites } from "./all.ts";
import { checkContract, search } from "./check.ts";
import type { Proof } from "./proof.ts";
import { proofsAsMarkdown } from "./proofs-table.ts";

const states = new Map<Proof, number>();

describe.for(suites.map((suite) => [suite.files.join(", "), suite] as const))("%s", ([, { proofs, contracts }]) => {
  test.for(proofs.map((proof) => [proof.title, proof] as const))("%s", ([, proof]) => {
    const found = search(proof);
    mustHold(found);
    states.set(proof, found.states);
  });

  test.for(contracts.map((contract) => [contract.title, contract] as const))("%s", ([, contract]) => {
    expect(checkContract(contract) ?? "holds").toBe("holds");
  });
});

test("PROOFS.md tells what was explored", () => {
  const path = join(import.meta.dirname, "../PROOFS.md");
  const now = proofsAsMarkdown(suites, states);
  if (process.env["FREEHOLD_UPDATE"] === "1") writeFileSync(path, now);
  expect(readFileSync(path, "utf8")).toBe(now);
});
