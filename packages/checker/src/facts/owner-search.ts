/** What the search for owned values reads, and what it has found so far. */

import type { Body } from "@freehold/mir/body";
import type { BodyContracts } from "../contracts/body-contracts.ts";
import type { Handed } from "../contracts/contract.ts";
import type { Knowledge } from "../contracts/owned-type.ts";
import type { Definitions } from "./definitions.ts";
import type { Owner } from "./facts.ts";
import type { Pair } from "./pairs.ts";

/** What is read to find them. */
export interface OwnerSources {
  readonly knowledge: Knowledge;
  readonly body: Body;
  readonly contracts: BodyContracts;
  readonly definitions: Definitions;
  readonly endedRoots: ReadonlySet<string>;
  readonly pairs: readonly Pair[];
  /** What the body is handed as a callback. */
  readonly handed: Handed | undefined;
  /** Types of which somebody else releases what is made here. */
  readonly tidied: ReadonlySet<string>;
}

/** The search under way. */
export interface Search extends OwnerSources {
  readonly owners: Owner[];
}
