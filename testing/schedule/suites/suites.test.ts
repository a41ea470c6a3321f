/** The runtime's algorithms, explored completely. */

import { describe, expect, test } from "vitest";
import { suites } from "./all.ts";
import { checkContract, checkProof } from "./check.ts";

describe.for(suites.map((suite) => [suite.file, suite] as const))("%s", ([, { proofs, contracts }]) => {
  test.for(proofs.map((proof) => [proof.title, proof] as const))("%s", ([, proof]) => {
    expect(checkProof(proof) ?? "holds").toBe("holds");
  });

  test.for(contracts.map((contract) => [contract.title, contract] as const))("%s", ([, contract]) => {
    expect(checkContract(contract) ?? "holds").toBe("holds");
  });
});
