/**
 * A stream that was made on a handle's bare descriptor: it closes the descriptor at its own end and knows nothing of the handle, which
 * closes the same number again. `createReadStream("", { fd: handle.fd })`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId, Operand } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { ownersOnce, type BodyView } from "../../body-view.ts";
import { lastName } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { literalMember } from "../../explain/calls.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Event, Owner } from "../../facts/facts.ts";

export interface TwoOwners {
  readonly kind: "two-owners";
  readonly tier: "maybe";
  readonly owner: Owner;
  readonly made: Span;
  readonly released: Span;
}

export function findTwoOwners(view: BodyView): readonly TwoOwners[] {
  const { body, facts } = view;
  const streams = body.blocks.flatMap(({ terminator }) => {
    const handle = terminator.kind === "call" ? streamedHandle(view, terminator) : undefined;
    return terminator.kind === "call" && handle !== undefined ? [{ call: terminator, handle }] : [];
  });
  if (streams.length === 0) return [];
  return ownersOnce(view).flatMap((owner): readonly TwoOwners[] => {
    const stream = streams.find(({ handle }) => handle === owner.binding);
    if (stream === undefined || owner.type.strength !== "hard") return [];
    const behind = reachableFrom(body, [stream.call.target]);
    const release = body.blocks
      .filter(({ id }) => behind.has(id))
      .flatMap(({ id }) => facts.events[id]!.flat())
      .find((event) => isReleaseOf(event, stream.handle));
    return release === undefined ? [] : [{ kind: "two-owners", tier: "maybe", owner, made: stream.call.span, released: release.span }];
  });
}

/** `fd` is a bare descriptor of the handle, and the stream is not told to leave it open. */
function streamedHandle({ body }: BodyView, call: Call): LocalId | undefined {
  const options = call.args[1]?.value;
  if (options === undefined || !/^create(?:Read|Write)Stream$/.test(lastName(body, call.callee))) return undefined;
  const descriptor = literalMember(body, options, "fd");
  return descriptor === undefined || literalMember(body, options, "autoClose") !== undefined ? undefined : handleOf(body, descriptor);
}

/** `handle.fd`, also by a name of its own. */
function handleOf(body: BodyView["body"], descriptor: Operand): LocalId | undefined {
  if (descriptor.kind !== "place") return undefined;
  const { local, path } = descriptor.place;
  const value = path.length === 0 ? definitionsOf(body).values.get(local) : undefined;
  if (value?.kind === "use") return handleOf(body, value.operand);
  const [field, ...deeper] = path;
  return field?.kind === "field" && field.name === "fd" && deeper.length === 0 ? local : undefined;
}

function isReleaseOf(event: Event, handle: LocalId): event is Extract<Event, { kind: "release" }> {
  return event.kind === "release" && event.via === handle && event.certain;
}
