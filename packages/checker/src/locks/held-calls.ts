/** Which calls a function makes while it holds a lock that it has taken itself, and whether it then stands still until they are through. */

import type { BlockId, Body } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../body-view.ts";
import type { Call } from "../contracts/resolve.ts";
import { settled } from "./settled.ts";
import type { Take } from "./takes.ts";

export interface HeldCall {
  readonly call: Call;
  /** Where it stands: the body that takes the lock, or the callback that runs under it. */
  readonly body: Body;
  /** Its promise is settled before the lock is released. */
  readonly waited: boolean;
}

export function heldCalls(view: BodyView, take: Take): readonly HeldCall[] {
  if (take.during !== undefined) return callsOfCallback(take, take.during);
  const owner = view.facts.owners.find(
    ({ origin, point, type }) => origin.kind === "acquired" && point.block === take.block && type.model?.guard,
  );
  if (owner === undefined) return [];
  const { heldAt } = view.outcome(owner, "definite");
  return callsAt(view.body, heldAt).flatMap((call) => {
    if (call === take.call) return [];
    const { awaitedAt } = settled(view.body, call);
    return [{ call, body: view.body, waited: awaitedAt !== undefined && heldAt.has(awaitedAt) }];
  });
}

/** A lock that blocks is released when the callback comes back; one of tasks, when its promise is settled. */
function callsOfCallback({ model }: Take, body: Body): readonly HeldCall[] {
  const entry = body.blocks[0]!.id;
  const suspends = (block: BlockId): boolean => body.blocks[block]!.terminator.kind === "await";
  const held = reachableFrom(body, [entry], (_, source) => model.fails === "awaited" || !suspends(source));
  return callsAt(body, held).map((call) => {
    const { awaitedAt, returned } = settled(body, call);
    return { call, body, waited: model.fails === "awaited" && (awaitedAt !== undefined || returned) };
  });
}

function callsAt(body: Body, blocks: ReadonlySet<BlockId>): readonly Call[] {
  return body.blocks.flatMap(({ id, terminator }) => (terminator.kind === "call" && blocks.has(id) ? [terminator] : []));
}
