/** What a start brings is kept although the object may be over: nobody awaits the start, and the end saw an empty place. */

import type { Block, Body } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import { operandsOf } from "@freehold/mir/walk";
import { bodiesOf } from "../../bodies-of.ts";
import type { Program } from "@freehold/mir/program";
import type { BodyView } from "../../body-view.ts";
import { placeText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { isEndingMethod } from "../../keepers/ending-methods.ts";
import type { Keeper } from "../../keepers/keeper.ts";
import { isLocked, looksBetween, waitOf, type Waiting } from "../../shared/across-await.ts";
import { endingsOf } from "../../shared/siblings.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { Race } from "./race.ts";

export function adoptedAfterEnd(view: BodyView, waiting: Waiting, siblings: () => readonly SharedState[]): readonly Race[] {
  const { body, keepers, knowledge } = view;
  const keeper = body.kind === "method" ? keepers.index().classOf(body) : undefined;
  if (keeper === undefined) return [];
  return waiting.writes.flatMap((write): readonly Race[] => {
    const wait = write.how === "assign" ? waitOf(waiting, write) : undefined;
    const object = placeText(body, write.place);
    if (wait?.call === undefined || object === undefined || isLocked(waiting, wait) || looksBetween(waiting, wait, write.block.id))
      return [];
    // It lets go of what came too late, whatever tells it so.
    if (endingsOf(waiting.state, write.key).length > 0) return [];
    const end = siblings().find(({ body: other }) => keeper.members.includes(other) && isEndingMethod(other));
    const ending = end && atOnce(end, endingsOf(end, write.key));
    if (end === undefined || ending === undefined) return [];
    const start = startedBy(knowledge.program, keeper, body);
    if (start === undefined) return [];
    return [
      {
        kind: "adopted-late",
        tier: start.of === "start" ? "definite" : "maybe",
        object,
        check: start.call.span,
        wait: wait.block.terminator.span,
        write: write.span,
        flag: undefined,
        ending: end.body.name,
        at: ending.terminator.span,
      },
    ];
  });
}

/** Without waiting before, perhaps for the very work that is under way. */
function atOnce({ body }: SharedState, [ending]: readonly Block[]): Block | undefined {
  const tree = ending && dominators(body);
  if (ending === undefined || tree === undefined) return undefined;
  return body.blocks.some(({ id, terminator }) => terminator.kind === "await" && dominates(tree, id, ending.id)) ? undefined : ending;
}

/** A constructor or a hook that runs when the object comes up, or any other member, calls it and goes on. */
interface Start {
  readonly of: "start" | "member";
  readonly call: Call;
}

function startedBy(program: Program, { members }: Keeper, { scope, id, file }: Body): Start | undefined {
  const name = scope.at(-1);
  const starts = members.flatMap((member) => {
    if (member.id === id) return [];
    return member.blocks.flatMap(({ terminator }): readonly Start[] => {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.name !== name) return [];
      const { receiver } = terminator.callee;
      const own =
        receiver.kind === "place" && member.locals[receiver.place.local]?.kind.kind === "this" && receiver.place.path.length === 0;
      return own && isLeftAlone(member, terminator) ? [{ of: isStart(member) ? "start" : "member", call: terminator }] : [];
    });
  });
  // Whoever awaits it elsewhere may be the one who matters.
  const isAwaited = bodiesOf(program, file).some((other) =>
    other.blocks.some(({ terminator }) => terminator.kind === "call" && isCallOf(terminator, name) && !isLeftAlone(other, terminator)),
  );
  return isAwaited ? undefined : (starts.find(({ of }) => of === "start") ?? starts[0]);
}

function isCallOf({ callee }: Call, name: string | undefined): boolean {
  return callee.kind === "method" && callee.name === name;
}

function isStart({ kind, scope }: Body): boolean {
  return kind === "constructor" || kind === "initializer" || mounting.has(scope.at(-1) ?? "");
}

const mounting: ReadonlySet<string> = new Set([
  "componentDidMount",
  "connectedCallback",
  "ngOnInit",
  "ngAfterViewInit",
  "mounted",
  "onAttach",
  "onMount",
]);

/** `void this.load()`, `this.load().catch(report)`: nobody knows when it is over. */
function isLeftAlone(body: Body, { destination, callee }: Call): boolean {
  if (destination.path.length > 0 || body.locals[destination.local]?.kind.kind !== "temporary") return false;
  const reads = body.blocks.flatMap(({ statements, terminator }) =>
    [...statements, terminator].filter((node) => operandsOf(node).some((operand) => wholeLocal(operand) === destination.local)),
  );
  return reads.every(
    (node) =>
      node.kind === "read" ||
      (node.kind === "call" &&
        node.callee !== callee &&
        node.callee.kind === "method" &&
        node.callee.name === "catch" &&
        isLeftAlone(body, node)),
  );
}
