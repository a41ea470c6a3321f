/** Which locks a function waits for while it holds one that it has taken itself, by its own calls and through the functions that it calls. */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../body-view.ts";
import { calleeText } from "../contracts/callee-path.ts";
import type { Call } from "../contracts/resolve.ts";
import { settled } from "./settled.ts";
import { sureTakes } from "./sure-takes.ts";
import { takesIn, type Take } from "./takes.ts";

export interface TakeUnder extends Pick<Take, "place" | "model"> {
  /** The call that takes it, in this function or the callback that runs under the first, as text and where it stands. */
  readonly by: string;
  readonly span: Span;
  /** Where the callee takes it. */
  readonly inside: Span | undefined;
}

export function takesUnder(view: BodyView, first: Take): readonly TakeUnder[] {
  const { knowledge } = view;
  return heldCalls(view, first).flatMap(({ call, body, waited }): readonly TakeUnder[] => {
    const [by, span] = [calleeText(body, call.callee), call.span];
    const stops = (fails: string): boolean => fails === "here" || (fails === "awaited" && waited);
    const own = takesIn(knowledge, body).find((take) => take.call === call);
    if (own !== undefined) return stops(own.model.fails) ? [{ ...own, by, span, inside: undefined }] : [];
    const sure = sureTakes(knowledge, body, call).filter(({ fails }) => stops(fails));
    return sure.map((take) => ({ ...take, by, span, inside: take.span }));
  });
}

/** A call that is made while the lock is held. */
interface HeldCall {
  readonly call: Call;
  readonly body: Body;
  /** Its promise is settled before the lock is released. */
  readonly waited: boolean;
}

function heldCalls(view: BodyView, take: Take): readonly HeldCall[] {
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
