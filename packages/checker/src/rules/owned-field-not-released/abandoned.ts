/** A constructor that throws after it has acquired: nobody gets the object, so nobody can end it. The search and the words. */

import type { Body, Point } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import type { OwnedType } from "../../contracts/contract.ts";
import { other, primary } from "../../explain/labels.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import { isThis } from "../../keepers/slots.ts";
import { throwAfter, type Throw } from "../../keepers/throws-after.ts";
import type { Description } from "../../rule.ts";
import { keptFields, type KeptField } from "./kept-fields.ts";

export interface Abandoned {
  readonly kind: "abandoned";
  readonly tier: "definite" | "maybe";
  readonly kept: KeptField;
  readonly thrown: Throw;
}

export function findAbandoned(view: BodyView): readonly Abandoned[] {
  const { body, file, keepers } = view;
  if ((body.kind !== "constructor" && body.kind !== "initializer") || file.test) return [];
  const kept = keptFields(view, body).filter(({ type }) => type.strength !== "soft" && !isStreamOfItsOwn(type));
  const keeper = kept.length === 0 ? undefined : keepers.index().classOf(body);
  const constructor = keeper?.members.find(({ kind }) => kind === "constructor");
  if (keeper === undefined || constructor === undefined) return [];
  const facts = keepers.factsOf(keeper);
  return kept.flatMap((field): readonly Abandoned[] => {
    // What the initializers acquire is there before the constructor's own code runs.
    const from: Point = body === constructor ? field.point : { block: constructor.blocks[0]!.id, index: -1 };
    const thrown = throwAfter(facts, constructor, from, (callee) => view.throwsByCode(callee));
    if (thrown === undefined || isSeenTo(view, constructor, facts, field, thrown)) return [];
    const tier = field.sure && field.type.model?.collected !== true ? "definite" : "maybe";
    return [{ kind: "abandoned", tier, kept: field, thrown }];
  });
}

/** A stream that no model knows lies in memory, and goes with the object that nobody gets. */
function isStreamOfItsOwn({ strength, name }: OwnedType): boolean {
  return strength === "inferred" && /(?:Stream|Readable|Writable|Duplex)$/.test(name);
}

/** The constructor lets go of it, asks for it before it throws, or shows the object to somebody. */
function isSeenTo(
  { knowledge: { program } }: BodyView,
  constructor: Body,
  { uses }: KeeperFacts,
  { field }: KeptField,
  { point }: Throw,
): boolean {
  return (
    uses.some(
      (use) =>
        use.slot === field &&
        use.body === constructor &&
        (use.how.kind === "end" || use.how.kind === "hand" || (use.how.kind === "test" && canRunAfter(constructor, use.point, point))),
    ) ||
    constructor.blocks.some(
      ({ terminator }) => terminator.kind === "call" && terminator.args.some(({ value }) => isThis(program, constructor, value)),
    )
  );
}

export function describeAbandoned({ kept, thrown }: Abandoned): Description {
  return {
    message: `\`${kept.field}\` is not released when the constructor throws`,
    labels: [
      primary(kept.span, `${kept.type.what} that the object owns from here`),
      other(thrown.span, thrown.member === undefined ? "nobody gets the object if this throws" : `\`${thrown.member.name}\` may throw`),
    ],
    why: kept.type.model?.leak ?? "Whoever asked for the object gets an exception instead, and has nothing to end.",
    help: `Check first and acquire last, or call \`${kept.release}\` before the exception leaves`,
  };
}
