/** The keepers of a program and what is known about each, worked out when first asked. */

import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { basesOf, type Base } from "./bases.ts";
import { mayEndSlot } from "./ended-slots.ts";
import type { CallReader } from "./call-uses.ts";
import { findKeepers, type KeeperIndex } from "./find-keepers.ts";
import { keeperFacts, type KeeperFacts } from "./keeper-facts.ts";
import type { Keeper } from "./keeper.ts";
import { lostValues, type LostValue } from "./lost-values.ts";

export interface KnownKeepers {
  index(): KeeperIndex;
  factsOf(keeper: Keeper): KeeperFacts;
  /** What a class extends, nearest first. */
  basesOf(keeper: Keeper): readonly Base[];
  /** The values that a keeper loses and whose like it releases in a body. */
  lostBeside(body: Body): readonly LostValue[];
}

export function knownKeepers(program: Program, reader: CallReader): KnownKeepers {
  const facts = new Map<Keeper, KeeperFacts>();
  const lost = new Map<Keeper, readonly LostValue[]>();
  const bases = new Map<Keeper, readonly Base[]>();
  let index: KeeperIndex | undefined;
  const known: KnownKeepers = {
    index: () => (index ??= findKeepers(program)),
    factsOf(keeper) {
      const before = facts.get(keeper) ?? keeperFacts(program, reader, keeper);
      facts.set(keeper, before);
      return before;
    },
    basesOf(keeper) {
      const before = bases.get(keeper) ?? basesOf(program, known.index(), keeper);
      bases.set(keeper, before);
      return before;
    },
    lostBeside(body) {
      if (!mayEndSlot(body, reader.contractsOf(body))) return [];
      return known
        .index()
        .keepersOf(body)
        .flatMap((keeper) => lostOf(keeper).filter(({ end }) => end.body === body));
    },
  };
  return known;

  function lostOf(keeper: Keeper): readonly LostValue[] {
    const before = lost.get(keeper) ?? lostValues({ ...reader, program }, known.factsOf(keeper));
    lost.set(keeper, before);
    return before;
  }
}
