/** lock-order (FH2005): two functions take two locks in opposite orders, so that each may wait for what the other has. */

import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import { areOpposite, gatesOf, lockOrders, type LockOrder } from "../../locks/lock-orders.ts";
import { lockText } from "../../locks/lock-place.ts";
import { takesIn } from "../../locks/takes.ts";
import { defineRule, type Description } from "../../rule.ts";

interface Finding {
  readonly tier: "maybe";
  readonly here: LockOrder;
  readonly there: LockOrder;
}

export const rule = defineRule<Finding>({
  meta: { name: "lock-order", code: "FH2005", summary: "two locks that are taken in opposite orders" },
  reads: "code",
  find,
  describe,
});

/** Told once of two functions, in the later one. */
function find(view: BodyView): readonly Finding[] {
  if (view.tier === "definite" || view.file.test) return [];
  const orders = lockOrders(view);
  if (orders.length === 0) return [];
  const { program, files } = view.knowledge;
  const earlier = program.bodies.filter(
    (body) => body.id < view.body.id && files.get(body.file)?.test !== true && takesIn(view.knowledge, body).length > 0,
  );
  const found = [...earlier.map((body) => lockOrders(view.viewOf(body))), orders].flatMap((theirs) =>
    orders.flatMap((here, index): readonly Finding[] => {
      // Of the two orders of one function the later one tells.
      const rivals = theirs === orders ? orders.slice(0, index) : theirs;
      const there = rivals.find((each) => areOpposite(program, here, each));
      if (there === undefined || haveGate(view, here, orders, there, theirs)) return [];
      return [{ tier: "maybe", here, there }];
    }),
  );
  return found.filter(({ here }, index) => found.findIndex((each) => each.here.second.span === here.second.span) === index);
}

function haveGate(
  { knowledge: { program } }: BodyView,
  here: LockOrder,
  ours: readonly LockOrder[],
  there: LockOrder,
  theirs: readonly LockOrder[],
): boolean {
  const gates = gatesOf(program, there, theirs);
  return [...gatesOf(program, here, ours)].some((gate) => gates.has(gate));
}

function describe({ here, there }: Finding): Description {
  const [first, second] = [lockText(here.first.place), lockText(here.second.place)];
  const elsewhere = there.body === here.body ? "elsewhere in it" : `in ${nameOf(there)}`;
  return {
    message: `\`${second}\` is locked while \`${first}\` is held, and ${elsewhere} the other way round`,
    labels: [
      other(here.first.call.span, `\`${first}\` is locked first here`),
      primary(here.second.span, `then \`${second}\``),
      other(there.first.call.span, `\`${lockText(there.first.place)}\` is locked first here`),
      other(there.second.span, `then \`${lockText(there.second.place)}\``),
    ],
    why: "Whoever has the one waits for the other, and somebody who has the other waits for the one: both wait for ever.",
    help: "Take them in the same order everywhere",
  };
}

function nameOf({ body }: LockOrder): string {
  const names = body.scope.filter((name) => !name.startsWith("<"));
  return names.length === 0 ? "another function" : `\`${names.slice(-2).join(".")}\``;
}
