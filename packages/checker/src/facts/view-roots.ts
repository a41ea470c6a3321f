/** The memory whose views may end in a body: what is transferred or detached by name, and WebAssembly memory that calls may grow. */

import type { Body, Operand } from "@freehold/mir/body";
import { contractOf, type BodyContracts } from "../contracts/body-contracts.ts";
import { calleePath, operandText } from "../contracts/callee-path.ts";
import type { Knowledge } from "../contracts/owned-type.ts";
import type { Call } from "../contracts/resolve.ts";
import { literalMembers, type Definitions } from "./definitions.ts";
import { heapView, isGrowable, viewRoot } from "./views.ts";

export function endedRoots(knowledge: Knowledge, body: Body, contracts: BodyContracts, definitions: Definitions): ReadonlySet<string> {
  const roots = new Set<string>();
  for (const { statements, terminator } of body.blocks) {
    for (const root of statements.map((statement) => heapView(body, statement))) if (root !== undefined) roots.add(root);
    if (terminator.kind !== "call") continue;
    const root = viewRoot(body, definitions, terminator, calleePath(knowledge.program, body, terminator.callee));
    if (root !== undefined && isGrowable(root)) roots.add(root);
    for (const ended of endedBy(body, contracts, definitions, terminator)) roots.add(ended);
  }
  return roots;
}

function endedBy(body: Body, contracts: BodyContracts, definitions: Definitions, call: Call): readonly string[] {
  const contract = contractOf(contracts, call.call);
  const ended: string[] = [];
  for (const [position, effect] of contract.effects) {
    const operand =
      position === "this"
        ? call.callee.kind === "method"
          ? call.callee.receiver
          : undefined
        : typeof position === "number"
          ? call.args[position]?.value
          : undefined;
    if (operand === undefined) continue;
    if (effect.kind === "transfers") ended.push(...textsIn(body, definitions, operand));
    else if (effect.kind === "moves" || (position === "this" && contract.endsViews)) ended.push(...text(body, operand));
  }
  return ended;
}

function textsIn(body: Body, definitions: Definitions, list: Operand): readonly string[] {
  return (literalMembers(definitions, list) ?? []).flatMap((member) =>
    literalMembers(definitions, member) === undefined ? text(body, member) : textsIn(body, definitions, member),
  );
}

function text(body: Body, operand: Operand): readonly string[] {
  const found = operandText(body, operand);
  return found === undefined ? [] : [found];
}
