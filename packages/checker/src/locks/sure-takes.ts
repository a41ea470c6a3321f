/**
 * Which locks a call surely takes, through the code of its callee: those on the one way that control goes before it first branches. What comes
 * after a branch may be meant for callers that do not have the lock, as `if (!held) await lock()`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import { calleeBody } from "../contracts/callee-body.ts";
import type { Knowledge } from "../contracts/owned-type.ts";
import type { Call } from "../contracts/resolve.ts";
import { lockPlace, type LockPlace } from "./lock-place.ts";
import { settled } from "./settled.ts";
import { takesIn, type Take } from "./takes.ts";

export interface SureTake extends Pick<Take, "model" | "text"> {
  /** As the caller sees it. */
  readonly place: LockPlace;
  /** Where the callee takes it. */
  readonly span: Span;
  /** Whether it fails while the call runs, or only for who waits for the call's promise. */
  readonly fails: "here" | "awaited";
}

const deepest = 3;

export function sureTakes(knowledge: Knowledge, body: Body, call: Call, depth = 0): readonly SureTake[] {
  const id = depth < deepest ? calleeBody(knowledge.callees, body, call) : undefined;
  const callee = id === undefined ? undefined : knowledge.program.bodies[id];
  if (callee === undefined || callee.generator) return [];
  return takesOnTheWay(knowledge, callee, depth).flatMap((take): readonly SureTake[] => {
    const place = seenByCaller(knowledge, body, call, callee, take.place);
    return place === undefined ? [] : [{ ...take, place }];
  });
}

/** In the callee's own terms. */
function takesOnTheWay(knowledge: Knowledge, callee: Body, depth: number): readonly SureTake[] {
  const own = takesIn(knowledge, callee);
  const found: SureTake[] = [];
  let later: "here" | "awaited" = "here";
  for (let block = callee.blocks[0], steps = 0; block !== undefined && steps < callee.blocks.length; steps++) {
    const { terminator } = block;
    if (terminator.kind === "call") {
      const waits = waitsFor(callee, terminator);
      const take = own.find(({ call }) => call === terminator);
      const reached = take === undefined ? sureTakes(knowledge, callee, terminator, depth + 1) : [{ ...take, span: terminator.span }];
      for (const each of reached) {
        const fails = "fails" in each ? each.fails : each.model.fails;
        if (fails === "here") found.push({ ...each, fails: later });
        else if (fails === "awaited" && waits) found.push({ ...each, fails: "awaited" });
      }
    }
    if (terminator.kind === "await") later = "awaited";
    block = "target" in terminator && terminator.kind !== "throw" ? callee.blocks[terminator.target] : undefined;
    if (terminator.kind === "yield") break;
  }
  return found;
}

function waitsFor(body: Body, call: Call): boolean {
  const { awaitedAt, returned } = settled(body, call);
  return awaitedAt !== undefined || returned;
}

/** What starts from the callee's `this` or a parameter starts from the receiver or the argument. */
function seenByCaller({ program }: Knowledge, body: Body, call: Call, callee: Body, place: LockPlace): LockPlace | undefined {
  const { root, path } = place;
  if (root.kind === "outside" || root.body !== callee.id) return place;
  const given = givenFor(callee, call, root.local);
  const base = given === undefined ? undefined : lockPlace(program, body, given);
  return base && { root: base.root, path: [...base.path, ...path] };
}

function givenFor(callee: Body, { callee: called, args }: Call, local: LocalId): Call["args"][number]["value"] | undefined {
  if (callee.locals[local]?.kind.kind === "this") return called.kind === "method" ? called.receiver : undefined;
  const position = callee.params.indexOf(local);
  if (position < 0 || args.slice(0, position + 1).some(({ spread }) => spread)) return undefined;
  return args[position]?.value;
}
