/** Which members of a keeper may be called more than once, as their names have it: `reload`, `resize`, a setter; not `start` or `connect`. */

import type { Body } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import { isEndingMethod } from "./ending-methods.ts";
import type { Keeper } from "./keeper.ts";

/** `once`: meant to be called once for each end. `again`: meant to be called any number of times. */
export type Repetition = "once" | "again" | "unknown";

export function repetitionOf(member: Body): Repetition {
  const { kind, params } = member;
  if (kind === "constructor" || kind === "initializer" || kind === "getter" || kind === "module") return "once";
  if (kind === "setter") return "again";
  const verb = verbOf(member);
  if (again.test(verb)) return "again";
  if (params.length > 0 && againWithInput.test(verb)) return "again";
  if (params.length > 0 && making.test(verb) && givesSomething(member)) return "unknown";
  return once.test(verb) || verb === "" || verb.startsWith("<") ? "once" : "unknown";
}

/** Nothing follows the verb in lower case. */
const again =
  /^(?:re(?:load|fresh|render|build|create|set|size|draw|compute|generate|fetch|sync|layout|allocate|scan|place|new|compile|populate|index|paint)|update|render|draw|paint|resize|change|switch|replace|swap|rotate|next|toggle|select|invalidate|on(?:Did)?(?:Change|Resize|Update|Select|Click|Message|Input|Tick|Frame)|handle(?:Change|Resize|Update|Select|Click|Message|Input|Frame))(?![a-z])/;

const againWithInput =
  /^(?:set|load|apply|show|display|preview|play|navigate|goTo|process|import|parse|assign|use|choose|pick|upload|convert|search|put|view|edit|read|store|cache|compile|visit|analy[sz]e|decode|transcode)(?![a-z])/;

/** `create(volume)` gives each caller what it asked for. */
const making = /^(?:create|make|build|open)(?![a-z])/;

function givesSomething({ async, blocks }: Body): boolean {
  return blocks.some(({ statements, terminator }) => {
    const given = statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local === returnPlace &&
        !(statement.value.kind === "use" && statement.value.operand.kind === "constant"),
    );
    return (
      given || ((terminator.kind === "call" || (terminator.kind === "await" && async)) && terminator.destination.local === returnPlace)
    );
  });
}

/** The member that has it done once more: `restart`, a timer's `tick`. */
export function isRepeating(member: Body): boolean {
  return /^(?:re(?:start|connect|open|try|join|init|initiali[sz]e|launch|spawn|create|subscribe)|update|tick|poll|heal|recover)(?![a-z])/.test(
    verbOf(member),
  );
}

const once =
  /^(?:init|initiali[sz]e|start|restart|open|reopen|connect|reconnect|setup|setUp|mount|attach|create|make|build|activate|enable|begin|boot|bootstrap|launch|listen|register|prepare|spawn|ensure|run|serve|join|ready|acquire|subscribe|login|configure|bind|install|construct|enter|before|after|on|handle|main|beforeEach|beforeAll|resume|retry|watch|observe|warmUp|lazy|get|connected|mounted|component|ng|did|will)(?![a-z])/;

/** The member after which this one is called again: `pause` after `play`. What ends the object is none. */
export function counterpartOf({ members }: Keeper, member: Body): Body | undefined {
  const names = counterparts.get(verbOf(member)) ?? [];
  return members.find((other) => other.kind === "method" && !isEndingMethod(other) && names.includes(verbOf(other)));
}

const counterparts: ReadonlyMap<string, readonly string[]> = new Map([
  ["play", ["pause", "stop"]],
  ["start", ["stop", "pause"]],
  ["resume", ["pause", "suspend"]],
  ["show", ["hide"]],
  ["open", ["close"]],
  ["enable", ["disable"]],
  ["activate", ["deactivate"]],
  ["attach", ["detach"]],
  ["connect", ["disconnect"]],
  ["subscribe", ["unsubscribe"]],
  ["mount", ["unmount"]],
  ["enter", ["leave", "exit"]],
  ["focus", ["blur"]],
  ["expand", ["collapse"]],
]);

/** The name without its decoration: `_doLoad` is `load`. */
function verbOf({ scope }: Body): string {
  const name = scope
    .at(-1)!
    .replace(/^[_#$]+/, "")
    .replace(/^(?:do|try|async|perform)(?=[A-Z])/, "");
  return name.charAt(0).toLowerCase() + name.slice(1);
}
