/** mutated-while-iterated (E0502): an array loses or gets an element in front while something walks over it. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { methodCalls, type MethodCall } from "../../explain/calls.ts";
import { other, primary } from "../../explain/labels.ts";
import { sourceCall } from "../../facts/definitions.ts";
import { originsIn, type Origins } from "../../facts/origin.ts";
import { defineRule, type Description } from "../../rule.ts";
import { changeOf, changing, type Change } from "./change.ts";
import { countedLoopAround } from "./counted-loop.ts";
import { changesElsewhere, type Elsewhere } from "./elsewhere.ts";
import { looksAhead, refills, replaces, searchesOne, type Turn } from "./turn.ts";
import { walkAround, type Walk } from "./walk.ts";

type Finding = Here | ({ readonly kind: "elsewhere"; readonly tier: "definite" | "maybe" } & Elsewhere);

interface Here {
  readonly kind: "here";
  readonly tier: "definite" | "maybe";
  readonly object: string;
  /** `loop`, `count`, or the method that walks. */
  readonly by: string;
  readonly walk: Span;
  readonly change: Span;
  readonly effect: "skips-next" | "skips-every-other" | "comes-again";
}

export const rule = defineRule<Finding>({
  meta: { name: "mutated-while-iterated", code: "E0502", summary: "an array that changes under the loop that walks over it" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  const origins = originsIn(view.knowledge.program);
  const elsewhere = view.file.test ? [] : changesElsewhere(view, origins);
  return [
    ...changesHere(view, origins),
    ...elsewhere.map((found): Finding => ({ kind: "elsewhere", tier: found.how === "called" ? "definite" : "maybe", ...found })),
  ];
}

function changesHere(view: BodyView, origins: Origins): readonly Here[] {
  return methodCalls(view.body, undefined, changing).flatMap((call) => {
    const change = changeOf(call);
    const key = origins.key(view.body, call.callee.receiver);
    const block = view.body.blocks.find(({ terminator }) => terminator === call);
    if (change === undefined || key === undefined || block === undefined) return [];
    const site: Site = { view, origins, call, change, key, block };
    return inWalk(site) ?? inCount(site) ?? [];
  });
}

interface Site {
  readonly view: BodyView;
  readonly origins: Origins;
  readonly call: MethodCall;
  readonly change: Change;
  readonly key: string;
  readonly block: Block;
}

function inWalk(site: Site): readonly Here[] | undefined {
  const { view, origins, call, change, key, block } = site;
  const walk = walkAround(view, origins, block, key);
  if (walk === undefined || !touchesTheCurrent(site, walk)) return undefined;
  const turn = { ...walk.turn, element: walk.element };
  const renamed = walk.text !== operandText(view.body, call.callee.receiver);
  if (replaces(turn, origins, key) || (renamed && replaces(wholeOf(walk.caller), origins, key))) return [];
  const doubtful =
    walk.repeated ||
    refillsAfter(turn, origins, key, change) ||
    searchesOne(turn, origins.definitions(view.body), block.id) ||
    looksAhead(turn, walk.index, block.id);
  return [
    {
      kind: "here",
      tier: doubtful ? "maybe" : "definite",
      object: operandText(view.body, call.callee.receiver) ?? "the array",
      by: walk.by,
      walk: walk.span,
      change: call.span,
      effect: change.kind === "puts-first" ? "comes-again" : "skips-next",
    },
  ];
}

/** Under two names, one of them may have come to mean another array before the walk. */
function wholeOf(body: Body): Turn {
  return { body, blocks: new Set(body.blocks.map((block) => block.id)), element: new Set() };
}

function refillsAfter(turn: Turn, origins: Origins, key: string, change: Change): boolean {
  return change.kind !== "puts-first" && refills(turn, origins, key);
}

function inCount(site: Site): readonly Here[] | undefined {
  const { view, origins, call, change, key, block } = site;
  const loop = change.kind === "puts-first" ? undefined : countedLoopAround(view.body, origins, block, key);
  if (loop === undefined || (change.kind === "takes-out" ? !isLocal(change.at, loop.counter) : !loop.always)) return undefined;
  const turn = { body: view.body, blocks: loop.blocks, element: new Set<LocalId>() };
  if (replaces(turn, origins, key)) return [];
  const doubtful =
    refills(turn, origins, key) || searchesOne(turn, origins.definitions(view.body), block.id) || looksAhead(turn, loop.counter, block.id);
  return [
    {
      kind: "here",
      tier: doubtful ? "maybe" : "definite",
      object: operandText(view.body, call.callee.receiver) ?? "the array",
      by: "count",
      walk: loop.span,
      change: call.span,
      effect: loop.always ? "skips-every-other" : "skips-next",
    },
  ];
}

/** Elements further on may go without harm: they are not reached. */
function touchesTheCurrent(site: Site, { element, index }: Walk): boolean {
  const { change } = site;
  return change.kind !== "takes-out" || isLocal(change.at, index) || isIndexOf(site, change.at, element);
}

function isIndexOf({ view: { body }, origins, key }: Site, at: Operand, element: ReadonlySet<LocalId>): boolean {
  const call = at.kind === "place" && at.place.path.length === 0 ? sourceCall(origins.definitions(body), at.place.local) : undefined;
  if (call?.callee.kind !== "method" || origins.key(body, call.callee.receiver) !== key) return false;
  const [wanted] = call.args;
  if (call.callee.name === "indexOf") return wanted !== undefined && [...element].some((local) => isLocal(wanted.value, local));
  return call.callee.name === "findIndex" && wanted !== undefined && captures(body, origins, wanted.value, element);
}

function captures(body: Body, origins: Origins, closure: Operand, element: ReadonlySet<LocalId>): boolean {
  const value = closure.kind === "place" ? origins.definitions(body).values.get(closure.place.local) : undefined;
  return value?.kind === "closure" && value.captures.some((local) => element.has(local));
}

function isLocal(operand: Operand, local: LocalId | undefined): boolean {
  return operand.kind === "place" && operand.place.path.length === 0 && operand.place.local === local;
}

function describe(finding: Finding): Description {
  return finding.kind === "here" ? describeHere(finding) : describeElsewhere(finding);
}

function describeElsewhere({ how, object, by, walk, call, change }: Elsewhere): Description {
  const walker = by === "loop" ? "the loop" : `\`${by}\``;
  return {
    message: `\`${object}\` ${how === "called" ? "is" : "may be"} changed while ${walker} walks over it`,
    labels:
      how === "called"
        ? [other(walk, `${walker} walks over \`${object}\` by index`), primary(call, "takes this element out"), other(change, "here")]
        : [
            primary(walk, `${walker} walks over \`${object}\` by index`),
            other(call, "calls back code from outside"),
            other(change, "which may come here: everything behind moves up by one"),
          ],
    why: reasons["skips-next"],
    help: `Walk over a copy, \`[...${object}]\``,
  };
}

function describeHere({ object, by, walk, change, effect }: Here): Description {
  const walker = by === "loop" || by === "count" ? "the loop" : `\`${by}\``;
  const verb = by === "count" ? "counts through" : "walks over";
  return {
    message: `\`${object}\` is changed while ${walker} ${verb} it`,
    labels: [other(walk, `${walker} ${verb} \`${object}\` by index`), primary(change, happens[effect])],
    why: reasons[effect],
    help:
      by === "count" && effect === "skips-next"
        ? `Count downwards, \`for (let i = ${object}.length - 1; i >= 0; i--)\`, or keep what stays with \`filter\``
        : effect === "skips-every-other"
          ? `Write \`while (${object}.length > 0)\``
          : `Walk over a copy, \`[...${object}]\`, or keep what stays with \`filter\``,
  };
}

const happens: Readonly<Record<Here["effect"], string>> = {
  "skips-next": "everything behind moves up by one here: the next element is skipped",
  "skips-every-other": "shorter by one here, while the index grows by one",
  "comes-again": "everything moves back by one here: this element comes again",
};

const reasons: Readonly<Record<Here["effect"], string>> = {
  "skips-next": "The walk goes on at the next index, where the element after the next one is by now. The skipped one is never looked at.",
  "skips-every-other": "The two meet in the middle: half of the elements stay.",
  "comes-again": "The walk goes on at the next index, where the same element is by now: it is handled twice, or for ever.",
};
