/** A shared place is found empty, something is acquired, and put there after the `await`: two callers both do it, and one is lost. */

import type { Operand } from "@freehold/mir/body";
import { operandsOf } from "@freehold/mir/walk";
import type { BodyView } from "../../body-view.ts";
import { calleeText, placeText } from "../../contracts/callee-path.ts";
import { soundsAcquiring } from "../../words.ts";
import type { Call } from "../../contracts/resolve.ts";
import type { Owner } from "../../facts/facts.ts";
import {
  comesAfter,
  comesBefore,
  guardsOf,
  isLocked,
  looksAgain,
  waitOf,
  waitsBefore,
  type Guard,
  type Wait,
  type Waiting,
} from "../../shared/across-await.ts";
import { callersOf, isCalledBeside } from "../../shared/callers.ts";
import { endingsOf, endsAnything, reads } from "../../shared/siblings.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import type { SharedWrite } from "../../shared/shared-writes.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { Race } from "./race.ts";

export function acquiredTwice(view: BodyView, waiting: Waiting, siblings: () => readonly SharedState[]): readonly Race[] {
  const { body, file, knowledge } = view;
  return waiting.writes.flatMap((write): readonly Race[] => {
    const made = overwrites(write) ? acquisitionFor(view, waiting, write) : undefined;
    if (made === undefined) return [];
    const { owner, wait } = made;
    const guard = guardsOf(waiting, wait).findLast((candidate) => staysOpen(waiting, candidate, wait, write));
    if (guard === undefined) return [];
    if (isLocked(waiting, wait) || looksAgain(waiting, wait, write.block.id) || isUnderWay(waiting, wait)) return [];
    const callers = callersOf(knowledge.program, file, body);
    const tier =
      callers === "nobody"
        ? undefined
        : tierOf(owner, callers === "anybody" && isLazy(view, waiting, guard, write) ? "definite" : "maybe", siblings(), write);
    if (tier === undefined) return [];
    const by = calleeText(body, made.call.callee);
    return [
      {
        kind: "acquired-twice",
        tier,
        object: placeText(body, write.place) ?? "the variable",
        what: owner?.type.what ?? `what \`${by}\` gives`,
        by: made.steps === "one" ? by : undefined,
        check: guard.operand.span,
        wait: wait.block.terminator.span,
        write: write.span,
      },
    ];
  });
}

/** What is stored, and the `await` that others ran in before it was. */
interface Acquisition {
  readonly owner: Owner | undefined;
  readonly call: Call;
  readonly wait: Wait;
  /** Making it and starting it may be two calls. */
  readonly steps: "one" | "two";
}

function acquisitionFor(view: BodyView, waiting: Waiting, write: SharedWrite): Acquisition | undefined {
  const late = madeAfterWait(view, waiting, write);
  if (late !== undefined) return late;
  const wait = waitOf(waiting, write);
  if (wait === undefined) return startedBeforeStored(view, waiting, write);
  return wait.call && acquiredBy(view, wait, wait.call);
}

/** `this.url = URL.createObjectURL(await response.blob())`: what is stored is made at once, after an `await` that others ran in. */
function madeAfterWait({ facts, body }: BodyView, waiting: Waiting, { value, block, index }: SharedWrite): Acquisition | undefined {
  const stored = value?.kind === "use" && value.operand.kind === "place" ? value.operand.place : undefined;
  const owner = facts.owners.find(({ origin, point, pending }) => {
    const made = body.blocks[point.block]?.terminator;
    if (origin.kind !== "acquired" || pending || made?.kind !== "call" || stored === undefined) return false;
    const isWritten = point.block === block.id && point.index === index;
    return isWritten || (stored.path.length === 0 && definesReceiver(made, stored.local) && made.target === block.id);
  });
  const call = owner === undefined ? undefined : body.blocks[owner.point.block]?.terminator;
  const wait = owner === undefined ? undefined : waitsBefore(waiting, owner.point.block).at(-1);
  if (owner === undefined || call?.kind !== "call" || wait === undefined || owner.type.strength === "none") return undefined;
  return { owner, wait, call, steps: "one" };
}

/** `const client = new Client(); await client.connect(); this.client = client;`. */
function startedBeforeStored({ facts, body }: BodyView, waiting: Waiting, { value, block }: SharedWrite): Acquisition | undefined {
  const stored = value?.kind === "use" ? wholeLocal(value.operand) : undefined;
  const owner =
    stored === undefined ? undefined : facts.owners.find(({ origin, binding }) => origin.kind === "acquired" && binding === stored);
  const call = owner === undefined ? undefined : body.blocks[owner.point.block]?.terminator;
  const wait = waitsBefore(waiting, block.id).findLast((each) => {
    const callee = each.call?.terminator.callee;
    return callee?.kind === "method" && wholeLocal(callee.receiver) === stored;
  });
  if (owner === undefined || call?.kind !== "call" || wait === undefined || owner.type.strength === "none") return undefined;
  return { owner, wait, call, steps: "two" };
}

/** By what is known of the call, or of the receiver that it gives back: `new DataSource().initialize()`. */
function acquiredBy(
  { body, facts }: BodyView,
  wait: Wait,
  { block, terminator: call }: NonNullable<Wait["call"]>,
): Acquisition | undefined {
  const { callee } = call;
  const receiver = callee.kind === "method" && callee.receiver.kind === "place" ? callee.receiver.place.local : undefined;
  const owner = facts.owners.find(
    ({ origin, point }) =>
      origin.kind === "acquired" &&
      (point.block === block.id ||
        (body.blocks[point.block]?.terminator.kind === "call" && definesReceiver(body.blocks[point.block]!.terminator, receiver))),
  );
  if (owner !== undefined) return owner.type.strength === "none" ? undefined : { owner, call, wait, steps: "one" };
  const name = calleeText(body, callee);
  return soundsAcquiring(name.slice(name.lastIndexOf(".") + 1)) ? { owner: undefined, call, wait, steps: "one" } : undefined;
}

function definesReceiver(terminator: BodyView["body"]["blocks"][number]["terminator"], receiver: number | undefined): boolean {
  return terminator.kind === "call" && terminator.destination.path.length === 0 && terminator.destination.local === receiver;
}

/** An assignment, or `set` on a collection; `push` puts one beside the others. */
function overwrites({ how, block: { terminator } }: SharedWrite): boolean {
  return (
    how === "assign" ||
    (how === "put" && terminator.kind === "call" && terminator.callee.kind === "method" && terminator.callee.name === "set")
  );
}

/** The check is of the place itself, or of what is only changed after the `await`: a count of users. */
function staysOpen(waiting: Waiting, { keys }: Guard, wait: Wait, write: SharedWrite): boolean {
  if (write.how === "put") return keys.has(write.key) && isLookedUp(waiting, write);
  return (
    keys.has(write.key) ||
    waiting.writes.some(
      (other) =>
        other.how === "assign" && keys.has(other.key) && comesAfter(waiting, wait, other.block) && !comesBefore(waiting, wait, other),
    )
  );
}

/** Under the key that is set: `known.get(id)`, `known.has(id)`. */
function isLookedUp({ state }: Waiting, { key, block }: SharedWrite): boolean {
  const name = block.terminator.kind === "call" ? block.terminator.args[0]?.value : undefined;
  return state.body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || !/^(?:get|has)$/.test(terminator.callee.name)) return false;
    const { receiver } = terminator.callee;
    const asked = terminator.args[0]?.value;
    return (
      receiver.kind === "place" && state.key(receiver.place) === key && name !== undefined && asked !== undefined && isSame(name, asked)
    );
  });
}

function isSame(a: Operand, b: Operand): boolean {
  if (a.kind === "constant" || b.kind === "constant")
    return a.kind === "constant" && b.kind === "constant" && JSON.stringify(a.value) === JSON.stringify(b.value);
  return JSON.stringify(a.place) === JSON.stringify(b.place);
}

/**
 * Every caller goes on with the value, so that many may ask at once. Where the second one is refused, or gets nothing, it is a step in the
 * life of the object, which its one user takes once.
 */
function isLazy({ body, knowledge }: BodyView, { state }: Waiting, { leaving }: Guard, { key }: SharedWrite): boolean {
  const blocks = [...leaving].map((id) => body.blocks[id]!);
  if (!blocks.some(({ terminator }) => terminator.kind === "return")) return false;
  const used = blocks.some(({ statements, terminator }) =>
    [...statements.flatMap(operandsOf), ...operandsOf(terminator)].some((operand) => state.readBy(operand).has(key)),
  );
  return used || isCalledBeside(knowledge.program, body);
}

/** A flag, a kept promise or a set of keys that is written before the `await` and looked at on entry: the second caller sees it. */
export function isUnderWay(waiting: Waiting, wait: Wait): boolean {
  const { state, writes } = waiting;
  const looked = new Set(
    state.body.blocks.flatMap(({ terminator }) =>
      terminator.kind === "branch" || terminator.kind === "await" ? [...state.readBy(terminator.operand)] : [],
    ),
  );
  return writes.some((write) => write.how !== "remove" && looked.has(write.key) && comesBefore(waiting, wait, write));
}

/** Without a model, the class's own code must show that there is something to end. */
function tierOf(
  owner: Owner | undefined,
  most: Race["tier"],
  siblings: readonly SharedState[],
  { key, how }: SharedWrite,
): Race["tier"] | undefined {
  const ended =
    how === "put"
      ? siblings.some(endsAnything) && siblings.some((sibling) => reads(sibling, key))
      : siblings.some((sibling) => endingsOf(sibling, key).length > 0);
  if (owner === undefined) return ended ? "maybe" : undefined;
  const certain = owner.type.strength === "hard" || (ended && (owner.type.strength === "inferred" || owner.type.strength === "soft"));
  return certain ? most : "maybe";
}
