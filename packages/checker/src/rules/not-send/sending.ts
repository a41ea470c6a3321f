/** Calls that copy a value to another thread by structured clone, and the operand that is copied. */

import type { Body, Operand } from "@freehold/mir/body";
import type { CallFact } from "@freehold/mir/program";
import type { BodyView } from "../../body-view.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import { callFact, type Call } from "../../contracts/resolve.ts";
import { literalMember } from "../../explain/calls.ts";

export interface Sending {
  readonly call: Call;
  readonly value: Operand;
}

export function sendings(view: BodyView): readonly Sending[] {
  return view.body.blocks.flatMap(({ terminator }): Sending[] => {
    if (terminator.kind !== "call") return [];
    const value = sentBy(view, terminator);
    return value === undefined ? [] : [{ call: terminator, value }];
  });
}

function sentBy({ knowledge, body }: BodyView, call: Call): Operand | undefined {
  const { callee, args, form } = call;
  const last = callee.kind === "method" ? callee.name : callee.kind === "value" ? nameOf(body, callee.operand) : "";
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

function nameOf(body: Body, operand: Operand): string {
  if (operand.kind !== "place") return "";
  const last = operand.place.path.at(-1);
  if (last !== undefined) return last.kind === "field" ? last.name : "";
  const local = body.locals[operand.place.local];
  return local?.kind.kind === "import" ? local.kind.name : (local?.name ?? "");
}
