/** What the search for owned values reads, and what it has found so far. */

import type { Body } from "@freehold/mir/body";
import type { BodyContracts } from "../contracts/body-contracts.ts";
import type { Handed } from "../contracts/contract.ts";
import type { Knowledge } from "../contracts/owned-type.ts";
import type { Definitions } from "./definitions.ts";
import type { Owner, OwnerId } from "./facts.ts";
import type { Pair } from "./pair.ts";

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

type Found = Pick<Owner, "type" | "origin" | "point" | "span" | "by" | "binding">;
type Circumstances = Pick<Owner, "within" | "guest" | "nullable" | "pending" | "name">;

/** An owner is called as its binding is declared, and belongs to nothing else, unless that is told. */
export function addOwner(search: Search, found: Found & Partial<Circumstances>): Owner {
  const declared = found.binding === undefined ? undefined : search.body.locals[found.binding];
  const using = declared?.kind.kind === "binding" && (declared.kind.declared === "using" || declared.kind.declared === "await-using");
  const circumstances: Circumstances = { within: [], guest: false, nullable: false, pending: false, name: declared?.name ?? "" };
  const owner: Owner = { ...circumstances, ...found, id: search.owners.length as OwnerId, using };
  search.owners.push(owner);
  return owner;
}
