/** The keepers of a program and what is known about each, worked out when first asked. */

import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { basesOf, type Base } from "./bases.ts";
import { mayEndSlot } from "./ended-slots.ts";
import type { CallReader } from "./call-uses.ts";
import { forgottenContents, type ForgottenContents } from "./forgotten-contents.ts";
import { findKeepers, type KeeperIndex } from "./find-keepers.ts";
import { keeperFacts, type KeeperFacts } from "./keeper-facts.ts";
import type { Keeper } from "./keeper.ts";
import { lostValues, type LostValue } from "./lost-values.ts";

export interface KnownKeepers {
  index(): KeeperIndex;
  factsOf(keeper: Keeper): KeeperFacts;
  /** What a class extends, nearest first. */
  basesOf(keeper: Keeper): readonly Base[];
  /** The class itself, its bases, and those that extend it: a protected field is known to all of them. */
  kinOf(keeper: Keeper): readonly Keeper[];
  /** The values that a keeper loses and whose like it releases in a body. */
  lostBeside(body: Body): readonly LostValue[];
  /** The containers that a class forgets, and into which a body is the first to put something. */
  forgottenIn(body: Body): readonly ForgottenContents[];
}

export function knownKeepers(program: Program, reader: CallReader): KnownKeepers {
  const facts = new Map<Keeper, KeeperFacts>();
  const lost = new Map<Keeper, readonly LostValue[]>();
  const forgotten = new Map<Keeper, readonly ForgottenContents[]>();
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
    kinOf(keeper) {
      const above = known.basesOf(keeper).flatMap((base) => (base.kind === "class" ? [base.keeper] : []));
      const extended = known
        .index()
        .classes.filter((each) => known.basesOf(each).some((base) => base.kind === "class" && base.keeper === keeper));
      return [keeper, ...above, ...extended];
    },
    lostBeside(body) {
      if (!mayEndSlot(body, reader.contractsOf(body))) return [];
      return known
        .index()
        .keepersOf(body)
        .flatMap((keeper) => lostOf(keeper).filter(({ end }) => end.body === body));
    },
    forgottenIn(body) {
      const keeper = known.index().classOf(body);
      return keeper === undefined ? [] : forgottenOf(keeper).filter(({ madeIn }) => madeIn === body);
    },
  };
  return known;

  function forgottenOf(keeper: Keeper): readonly ForgottenContents[] {
    const before =
      forgotten.get(keeper) ??
      forgottenContents(
        { ...reader, program },
        known.factsOf(keeper),
        known.kinOf(keeper).map((kin) => known.factsOf(kin)),
      );
    forgotten.set(keeper, before);
    return before;
  }

  function lostOf(keeper: Keeper): readonly LostValue[] {
    const before = lost.get(keeper) ?? lostValues({ ...reader, program }, known.factsOf(keeper));
    lost.set(keeper, before);
    return before;
  }
}
