/** The calls of a body that take a lock, by what models say of them. */

import type { BlockId, Body, Operand } from "@freehold/mir/body";
import type { LockModel } from "@freehold/models/schema";
import { calleeText, lastName } from "../contracts/callee-path.ts";
import type { Knowledge } from "../contracts/owned-type.ts";
import { calleeModel, type Call } from "../contracts/resolve.ts";
import { definitionsOf } from "../facts/definitions.ts";
import { lockKey, lockPlace, type LockPlace } from "./lock-place.ts";

export interface Take {
  readonly call: Call;
  readonly block: BlockId;
  readonly place: LockPlace;
  readonly model: LockModel;
  /** The callee as a reader would write it: `counter.lock`. */
  readonly text: string;
  /** The code that runs while it is held; absent where it is held as long as its result lives. */
  readonly during: Body | undefined;
}

/** Those of which it can be told which lock it is. */
export function takesIn(knowledge: Knowledge, body: Body): readonly Take[] {
  return body.blocks.flatMap(({ id, terminator }): readonly Take[] => {
    if (terminator.kind !== "call" || !knowledge.models.lockers.has(lastName(body, terminator.callee))) return [];
    const model = calleeModel(knowledge, body, terminator)?.locks;
    const lock = model && lockOperand(terminator, model);
    const place = lock && lockPlace(knowledge.program, body, lock);
    if (model === undefined || place === undefined) return [];
    const text = calleeText(body, terminator.callee);
    return [{ call: terminator, block: id, place, model, text, during: codeDuring(knowledge, body, terminator, model) }];
  });
}

/** Whether whoever has the first fails to take the second. */
export function excludes(first: Take, second: Pick<Take, "place" | "model">): boolean {
  if (second.model.fails === "never" || (first.model.mode === "shared" && second.model.mode === "shared")) return false;
  return lockKey(first.place) === lockKey(second.place);
}

/** Options may say that it is another lock, or that nobody waits. */
function lockOperand({ callee, args }: Call, { name, during }: LockModel): Operand | undefined {
  if (args.some(({ spread }) => spread)) return undefined;
  if (name === undefined) return callee.kind === "method" ? callee.receiver : undefined;
  return args.length === Math.max(name, during ?? 0) + 1 ? args[name]?.value : undefined;
}

function codeDuring({ program }: Knowledge, body: Body, { args }: Call, { during }: LockModel): Body | undefined {
  const callback = during === undefined ? undefined : args[during]?.value;
  if (callback?.kind !== "place" || callback.place.path.length > 0) return undefined;
  const value = definitionsOf(body).values.get(callback.place.local);
  const [code] = value?.kind === "closure" && value.what === "function" ? value.bodies : [];
  return code === undefined ? undefined : program.bodies[code];
}
