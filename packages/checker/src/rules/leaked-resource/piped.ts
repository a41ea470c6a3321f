/** A file that is piped to the network, or the network into a file: `pipe` tells neither side that the other has failed. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { soleShape, type Knowledge } from "../../contracts/owned-type.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { callFact } from "../../contracts/resolve.ts";
import { methodCalls, programUnit, textArgument, type MethodCall } from "../../explain/calls.ts";
import { other, primary } from "../../explain/labels.ts";
import { definitionsOf, sourceCall } from "../../facts/definitions.ts";
import type { Owner } from "../../facts/facts.ts";
import { originsIn } from "../../facts/origin.ts";
import type { Description } from "../../rule.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface Piped {
  readonly kind: "piped";
  readonly tier: "maybe";
  readonly owner: Owner;
  readonly pipe: Span;
  /** Which end the file is. */
  readonly as: "source" | "target";
}

export function findPiped(view: BodyView): readonly Piped[] {
  if (view.tier === "definite" || view.file.test) return [];
  const files = view.facts.owners.filter(({ type, origin }) => origin.kind === "acquired" && /^(?:Read|Write)Stream$/.test(type.name));
  if (files.length === 0) return [];
  const unit = programUnit(view);
  return unit.flatMap((body) =>
    methodCalls(body, undefined, pipes).flatMap((call) => {
      const piped = files.flatMap((owner) => pipedAs(view, body, call, owner) ?? []);
      const source = operandText(body, call.callee.receiver);
      return piped.filter(({ as }) => !unit.some((each) => isWatched(each, as === "source" ? undefined : source)));
    }),
  );
}

const pipes: ReadonlySet<string> = new Set(["pipe"]);

function pipedAs(view: BodyView, body: Body, call: MethodCall, owner: Owner): Piped | undefined {
  const target = call.args[0]?.value;
  const as = isOwner(view, body, call.callee.receiver, owner)
    ? "source"
    : target && isOwner(view, body, target, owner)
      ? "target"
      : undefined;
  if (as === undefined || !isNetwork(view.knowledge, body, call, as)) return undefined;
  return { kind: "piped", tier: "maybe", owner, pipe: call.span, as };
}

/** Itself, or captured by a closure. */
function isOwner({ body: home, knowledge: { program } }: BodyView, body: Body, operand: Operand, { span }: Owner): boolean {
  const origin = operand.kind === "place" ? originsIn(program).of(body, operand.place) : undefined;
  if (origin === undefined || origin.body !== home.id || origin.path.length > 0) return false;
  return sourceCall(definitionsOf(home), origin.local)?.span === span;
}

/** The other end goes away when a client does. */
function isNetwork(knowledge: Knowledge, body: Body, call: MethodCall, as: Piped["as"]): boolean {
  const fact = callFact(knowledge, body, call.call);
  const type = as === "source" ? fact?.result : fact?.receiver;
  const name = type === undefined ? undefined : soleShape(knowledge.program, type)?.name;
  return name !== undefined && (as === "source" ? outgoing : incoming).test(name);
}

const outgoing = /^(?:Http2)?ServerResponse$|^(?:Response|OutgoingMessage|ServerHttp2Stream|Socket|TLSSocket)$/;
const incoming = /^(?:IncomingMessage|Http2ServerRequest|ClientHttp2Stream|Socket|TLSSocket)$/;

/** Somebody listens for an end, of the one thing if it is named, or ends a stream by hand: it is seen to. */
function isWatched(body: Body, thing: string | undefined): boolean {
  return body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call") return false;
    const { callee } = terminator;
    if (callee.kind === "value") return isFinisher(body, callee.operand);
    if (callee.kind !== "method") return false;
    if (/^(?:destroy|destroySoon|close|unpipe|finished)$/.test(callee.name)) return true;
    if (thing !== undefined && operandText(body, callee.receiver) !== thing) return false;
    return listens.test(callee.name) && /^(?:close|abort|aborted)$/.test(textArgument({ ...terminator, callee }, 0) ?? "");
  });
}

const listens = /^(?:on|once|addListener|prependListener)$/;

/** `finished(response, …)`, `destroy(stream)`, `onFinished(response, …)`. */
function isFinisher({ locals }: Body, operand: Operand): boolean {
  const local: LocalId | undefined = wholeLocal(operand);
  return local !== undefined && /finished|destroy|addAbortSignal|eos|cleanup/i.test(locals[local]?.name ?? "");
}

export function describePiped({ owner, pipe, as }: Piped): Description {
  const name = owner.name === "" ? "the file" : `\`${owner.name}\``;
  return as === "source"
    ? {
        message: `${name} stays open when the client goes away`,
        labels: [
          primary(owner.span, `yours to close: \`${owner.by}\` opens ${owner.type.what}`),
          other(pipe, "`pipe` stops reading when the other end is gone, and closes nothing"),
        ],
        why: owner.type.model?.leak ?? "The descriptor stays open until the process ends.",
        help: "Use `pipeline(…)` of `node:stream/promises`, which ends both when one of them does",
      }
    : {
        message: `${name} stays open when what is piped into it breaks off`,
        labels: [
          primary(owner.span, `yours to close: \`${owner.by}\` opens ${owner.type.what}`),
          other(pipe, "`pipe` ends it at a regular end only"),
        ],
        why: owner.type.model?.leak ?? "The descriptor stays open until the process ends.",
        help: "Use `pipeline(…)` of `node:stream/promises`, which ends both when one of them fails",
      };
}
