/** The other code that reaches the same shared state: what it does to one place of it. */

import type { Block, Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { operandsOf } from "@freehold/mir/walk";
import { bodiesOf } from "../bodies-of.ts";
import { calleeText } from "../contracts/callee-path.ts";
import type { Origins } from "../facts/origin.ts";
import { releaseMethods, softReleaseMethods, soundsReleasing } from "../words.ts";
import { sharedState, type SharedState } from "./shared-state.ts";

/** The other bodies of the file, each with its view of what is shared. */
export function siblingsOf(program: Program, origins: Origins, body: Body): readonly SharedState[] {
  return bodiesOf(program, body.file)
    .filter((other) => other.id !== body.id)
    .map((other) => sharedState(program, origins, other));
}

/** The blocks that end what the place holds: `this.socket.destroy()`, `closeQuietly(this.socket)`, `for (const s of this.sockets) s.close()`. */
export function endingsOf(state: SharedState, key: string): readonly Block[] {
  return state.body.blocks.filter(({ terminator }) => {
    if (terminator.kind !== "call") return false;
    const { callee, args } = terminator;
    if (
      callee.kind === "method" &&
      (releaseMethods.has(callee.name) || softReleaseMethods.has(callee.name)) &&
      isOf(state, callee.receiver, key)
    )
      return true;
    const name = lastName(calleeText(state.body, callee));
    return (soundsReleasing(name) || endsWhatItNames(name, lastName(key))) && args.some(({ value }) => isOf(state, value, key));
  });
}

/** `stopStream(this.stream)`, `abortRequest(this.#request)`. */
function endsWhatItNames(name: string, field: string): boolean {
  const what = /^(?:stop|end|kill|revoke|clear|cancel|abort)([A-Z]\w*)$/.exec(name)?.[1];
  const bare = field.replace(/^[_#$]+/, "").toLowerCase();
  return what !== undefined && bare.length > 2 && what.toLowerCase().endsWith(bare);
}

/** Some call in it has the name of a release. */
export function endsAnything({ body }: SharedState): boolean {
  return body.blocks.some(
    ({ terminator }) => terminator.kind === "call" && terminator.callee.kind === "method" && releaseMethods.has(terminator.callee.name),
  );
}

/** The place is read from, and not only to be ended. */
export function reads(state: SharedState, key: string): boolean {
  const endings = new Set(endingsOf(state, key));
  return state.body.blocks.some(
    (block) =>
      block.statements.some((statement) => operandsOf(statement).some((operand) => isOf(state, operand, key))) ||
      (!endings.has(block) && operandsOf(block.terminator).some((operand) => isOf(state, operand, key))),
  );
}

function isOf(state: SharedState, operand: Operand, key: string): boolean {
  return state.readBy(operand).has(key);
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf(".") + 1);
}
