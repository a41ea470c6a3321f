/** Calls that send something to another thread: by structured clone, or as a model says that a library does it. */

import type { Operand } from "@freehold/mir/body";
import type { CallFact } from "@freehold/mir/program";
import type { Sent } from "@freehold/models/schema";
import type { BodyView } from "../../body-view.ts";
import { calleePath, lastName } from "../../contracts/callee-path.ts";
import { calleeModel, callFact, type Call } from "../../contracts/resolve.ts";
import { literalMember } from "../../explain/calls.ts";

export interface Sending {
  readonly call: Call;
  readonly value: Operand;
  /** `clone`: by the structured clone, which copies the fields of an instance. */
  readonly how: "clone" | Sent;
}

export function sendings(view: BodyView): readonly Sending[] {
  return view.body.blocks.flatMap(({ terminator }): readonly Sending[] => {
    if (terminator.kind !== "call") return [];
    const cloned = clonedBy(view, terminator);
    return cloned === undefined ? sentByModel(view, terminator) : [{ call: terminator, value: cloned, how: "clone" }];
  });
}

function clonedBy({ knowledge, body }: BodyView, call: Call): Operand | undefined {
  const { callee, args, form } = call;
  const last = lastName(body, call.callee);
  if (last !== "postMessage" && last !== "structuredClone" && last !== "Worker") return undefined;
  if (args[0]?.spread === true) return undefined;
  const path = calleePath(knowledge.program, body, callee);
  const text = path?.modules[0] === "global" ? path.path.join(".") : undefined;
  const fact = callFact(knowledge, body, call.call);
  if (form === "new")
    return last === "Worker" && isNodes(fact) && args[1] !== undefined ? literalMember(body, args[1].value, "workerData") : undefined;
  if (text !== undefined && globals.test(text)) return args[0]?.value;
  return last === "postMessage" && isThread(fact) ? args[0]?.value : undefined;
}

const globals = /^(?:parent\.|opener\.)?postMessage$|^structuredClone$/;
const threads: ReadonlySet<string> = new Set(
  "Worker MessagePort BroadcastChannel Window ServiceWorker Client DedicatedWorkerGlobalScope AbstractWorker MessageEventTarget".split(" "),
);

/** The `postMessage` of an editor's web view or a native bridge goes by JSON. */
function isThread(fact: CallFact | undefined): boolean {
  if (fact === undefined || !threads.has(fact.owner)) return false;
  return fact.origin.kind === "library" || isNodes(fact) || (fact.origin.kind === "project" && fact.origin.ambient);
}

function isNodes(fact: CallFact | undefined): boolean {
  return fact?.origin.kind === "module" && /^(?:node:)?worker_threads$/.test(fact.origin.name);
}

/** What comes after a spread has no position. */
function sentByModel({ knowledge, body }: BodyView, call: Call): readonly Sending[] {
  if (!knowledge.models.senders.has(lastName(body, call.callee))) return [];
  const sends = calleeModel(knowledge, body, call)?.sends;
  const spread = call.args.findIndex((argument) => argument.spread);
  const placed = spread < 0 ? call.args : call.args.slice(0, spread);
  return placed.flatMap(({ value }, position) => {
    const how = sends?.[position] ?? sends?.["*"];
    return how === undefined ? [] : [{ call, value, how }];
  });
}
