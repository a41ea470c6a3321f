/** Every rule, by name. Written by `npm run generate`. */

import type { Rule } from "../rule.ts";
import { rule as assignedWhileBorrowed } from "./assigned-while-borrowed/rule.ts";
import { rule as awaitRace } from "./await-race/rule.ts";
import { rule as closureOutlivesCapture } from "./closure-outlives-capture/rule.ts";
import { rule as conflictingBorrow } from "./conflicting-borrow/rule.ts";
import { rule as doubleRelease } from "./double-release/rule.ts";
import { rule as droppedGuard } from "./dropped-guard/rule.ts";
import { rule as escapingBorrow } from "./escaping-borrow/rule.ts";
import { rule as guardAcrossAwait } from "./guard-across-await/rule.ts";
import { rule as leakedResource } from "./leaked-resource/rule.ts";
import { rule as leftBehind } from "./left-behind/rule.ts";
import { rule as lockOrder } from "./lock-order/rule.ts";
import { rule as lockedTwice } from "./locked-twice/rule.ts";
import { rule as missingLifetime } from "./missing-lifetime/rule.ts";
import { rule as movedOutOfBorrow } from "./moved-out-of-borrow/rule.ts";
import { rule as movedWhileBorrowed } from "./moved-while-borrowed/rule.ts";
import { rule as mutatedAlias } from "./mutated-alias/rule.ts";
import { rule as mutatedWhileIterated } from "./mutated-while-iterated/rule.ts";
import { rule as notSend } from "./not-send/rule.ts";
import { rule as outlivesUsing } from "./outlives-using/rule.ts";
import { rule as ownedFieldNotReleased } from "./owned-field-not-released/rule.ts";
import { rule as removesNothing } from "./removes-nothing/rule.ts";
import { rule as staleView } from "./stale-view/rule.ts";
import { rule as unknownCallee } from "./unknown-callee/rule.ts";
import { rule as unknownType } from "./unknown-type/rule.ts";
import { rule as unsaidOwnership } from "./unsaid-ownership/rule.ts";
import { rule as useAfterMove } from "./use-after-move/rule.ts";
import { rule as useAfterRelease } from "./use-after-release/rule.ts";
import { rule as usedBeforeInit } from "./used-before-init/rule.ts";
import { rule as writeThroughRef } from "./write-through-ref/rule.ts";

export const rules: readonly Rule[] = [
  assignedWhileBorrowed,
  awaitRace,
  closureOutlivesCapture,
  conflictingBorrow,
  doubleRelease,
  droppedGuard,
  escapingBorrow,
  guardAcrossAwait,
  leakedResource,
  leftBehind,
  lockOrder,
  lockedTwice,
  missingLifetime,
  movedOutOfBorrow,
  movedWhileBorrowed,
  mutatedAlias,
  mutatedWhileIterated,
  notSend,
  outlivesUsing,
  ownedFieldNotReleased,
  removesNothing,
  staleView,
  unknownCallee,
  unknownType,
  unsaidOwnership,
  useAfterMove,
  useAfterRelease,
  usedBeforeInit,
  writeThroughRef,
];
