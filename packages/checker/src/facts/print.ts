/** Facts as text: one line an event, beside the point it happens at. */

import type { LocalId } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import type { BodyFacts, Event, Owner } from "./facts.ts";

/** Empty for bodies that own nothing. */
export function printFacts(facts: BodyFacts): string {
  if (facts.owners.length === 0) return "";
  const lines = [`facts of ${facts.body.name}`, ...facts.owners.map((owner) => `  ${printOwner(owner)}`)];
  for (const block of facts.body.blocks) {
    facts.events[block.id]!.forEach((events, index) => {
      for (const event of events) lines.push(`  bb${block.id}[${index}]  ${printEvent(facts, event)}`);
    });
    for (const event of facts.arrivals[block.id]!) lines.push(`  bb${block.id} ->   ${printEvent(facts, event)}`);
    if (facts.throws[block.id] !== "never") lines.push(`  bb${block.id} !    may throw: ${facts.throws[block.id]}`);
    const test = facts.tests.get(block.id);
    if (test !== undefined)
      lines.push(
        `  bb${block.id} ?    ${test.negated ? "not " : ""}${"key" in test ? test.key : `${test.kind} ${name(facts, test.local)}`}`,
      );
  }
  return lines.join("\n");
}

export function printOwner(owner: Owner): string {
  const bound = owner.name === "" ? "unbound" : `\`${owner.name}\``;
  return `owner#${owner.id} ${bound} ${owner.type.key} ${owner.type.strength} ${owner.origin.kind} by ${owner.by}${owner.using ? " using" : ""}`;
}

function printEvent(facts: BodyFacts, event: Event): string {
  const local = (id: LocalId): string => name(facts, id);
  switch (event.kind) {
    case "acquire":
      return `acquire owner#${event.owner} into ${local(event.into)}${event.pending ? " when awaited" : ""}`;
    case "set":
      return `set ${local(event.into)} to value ${event.value}`;
    case "assign":
      return `${local(event.into)} is ${event.how} ${local(event.from)}`;
    case "read":
      return `${local(event.into)} is ${local(event.from)}.${event.member}`;
    case "contain":
      return `${local(event.into)} ${event.how === "made" ? "is made of" : "holds"} ${local(event.from)}`;
    case "forget":
      return `forget ${local(event.local)}`;
    case "release":
      return `release ${local(event.via)} by ${event.text}${event.certain ? "" : ", perhaps"}`;
    case "release-part":
      return `release what ${local(event.via)} holds by ${event.text}`;
    case "move":
      return `move ${local(event.via)}: ${event.how} by ${event.text}`;
    case "give":
      return `give ${local(event.via)}: ${event.how}, ${event.text}${event.kept ? ", kept" : ""}${event.returning ? ", returning" : ""}`;
    case "pass":
      return `pass ${local(event.via)} to ${event.text}`;
    case "invoke":
      return `invoke ${local(event.via)}`;
    case "react":
      return `react to ${local(event.via)} by ${event.member}`;
    case "use":
      return `use ${local(event.via)}: ${event.how} ${event.member}`;
    case "start":
      return `${local(event.into)} is work of a callee on ${local(event.from)}`;
    case "settle":
      return `settle ${local(event.via)}`;
    case "iterate":
      return `iterate ${local(event.via)}`;
    case "called":
      return `call of ${event.name}`;
    case "end-views":
      return `end views of ${event.root}${event.certain ? "" : ", perhaps"}`;
    default:
      return assertNever(event);
  }
}

function name(facts: BodyFacts, id: LocalId): string {
  const local = facts.body.locals[id];
  return local === undefined || local.name === "" ? `%${id}` : `%${id} ${local.name}`;
}
