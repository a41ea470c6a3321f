/** Calls that put a listener on or take it off, with all that must agree between the two: target, event, listener, capture flag. */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { visitPlaces } from "@freehold/mir/walk";
import { literalMember, methodCalls, type MethodCall } from "../../explain/calls.ts";
import type { Origins } from "../../facts/origin.ts";
import { identityOf } from "../../shared/identity.ts";

export interface Listening {
  readonly call: MethodCall;
  readonly body: Body;
  readonly target: string | undefined;
  readonly event: string | undefined;
  readonly listener: Listener;
  /** Absent where the options cannot be read. */
  readonly capture: boolean | undefined;
}

export type Listener =
  | { readonly kind: "kept"; readonly key: string }
  /** Made where it is given, and in nobody else's hands: another one each time. `of`: the function it is bound to or calls. */
  | { readonly kind: "made"; readonly how: "closure" | "bind" | "wrap"; readonly of: readonly string[] }
  | { readonly kind: "unknown" };

export const adding: ReadonlySet<string> = new Set(["addEventListener", "on", "addListener", "prependListener", "once"]);
export const removing: ReadonlySet<string> = new Set(["removeEventListener", "removeListener", "off"]);

export function listeningIn(program: Program, origins: Origins, body: Body, names: ReadonlySet<string>): readonly Listening[] {
  return methodCalls(body, undefined, names).flatMap((call): Listening[] => {
    const [event, listener, options] = call.args;
    if (event === undefined || listener === undefined || call.args.some(({ spread }) => spread)) return [];
    return [
      {
        call,
        body,
        target: identityOf(program, origins, body, call.callee.receiver),
        event: identityOf(program, origins, body, event.value),
        listener: listenerOf(program, origins, body, listener.value),
        capture: captureOf(body, options?.value),
      },
    ];
  });
}

/** A function with a name may be put on under it, here or in a closure. */
function isReadOnce(body: Body, local: LocalId): boolean {
  let reads = 0;
  for (const { statements, terminator } of body.blocks) {
    for (const node of [...statements, terminator])
      visitPlaces(node, (place, access) => {
        if (place.local === local && (access === "read" || access === "capture")) reads++;
      });
  }
  return reads === 1;
}

const wrappers = /^(?:debounce|throttle|bind|partial|memoize|rafThrottle)$/;

function listenerOf(program: Program, origins: Origins, body: Body, operand: Operand): Listener {
  const local = operand.kind === "place" && operand.place.path.length === 0 ? operand.place.local : undefined;
  const kind = local === undefined ? undefined : body.locals[local]?.kind;
  if (local !== undefined && (kind?.kind === "temporary" || kind?.kind === "binding") && isReadOnce(body, local)) {
    const definitions = origins.definitions(body);
    const value = definitions.values.get(local);
    const copied = value?.kind === "use" ? value.operand : undefined;
    if (copied?.kind === "place" && body.locals[copied.place.local]?.kind.kind === "temporary")
      return listenerOf(program, origins, body, copied);
    if (value?.kind === "closure") {
      const of = value.bodies.flatMap((id) => calledIn(program, origins, program.bodies[id]));
      return { kind: "made", how: "closure", of };
    }
    const [call] = definitions.calls.get(local) ?? [];
    const name = call?.callee.kind === "method" ? call.callee.name : call?.callee.kind === "value" ? nameOf(body, call.callee.operand) : "";
    if (call !== undefined && wrappers.test(name)) {
      const wrapped = name === "bind" && call.callee.kind === "method" ? call.callee.receiver : call.args[0]?.value;
      const key = wrapped && identityOf(program, origins, body, wrapped);
      return { kind: "made", how: name === "bind" ? "bind" : "wrap", of: key === undefined ? [] : [key] };
    }
  }
  const key = identityOf(program, origins, body, operand);
  return key === undefined ? { kind: "unknown" } : { kind: "kept", key };
}

function nameOf(body: Body, operand: Operand): string {
  return operand.kind === "place" && operand.place.path.length === 0 ? (body.locals[operand.place.local]?.name ?? "") : "";
}

/** What a closure calls: `() => this.look()` calls `this.look`. */
function calledIn(program: Program, origins: Origins, closure: Body | undefined): readonly string[] {
  return (closure?.blocks ?? []).flatMap(({ terminator }) => {
    if (terminator.kind !== "call" || closure === undefined) return [];
    const { callee } = terminator;
    if (callee.kind === "computed-method") return [];
    const operand = callee.kind === "value" ? callee.operand : callee.receiver;
    const key = identityOf(program, origins, closure, operand);
    return key === undefined ? [] : [callee.kind === "method" ? `${key}.${callee.name}` : key];
  });
}

/** `true`, `{ capture: true }`; nothing is `false`. */
function captureOf(body: Body, options: Operand | undefined): boolean | undefined {
  if (options === undefined) return false;
  if (options.kind === "constant") {
    const { value } = options;
    return value.kind === "boolean" ? value.value : value.kind === "undefined" || value.kind === "null" ? false : undefined;
  }
  if (literalMember(body, options, "capture") !== undefined) return captureOf(body, literalMember(body, options, "capture"));
  return isPlainLiteral(body, options) ? false : undefined;
}

function isPlainLiteral(body: Body, options: Operand): boolean {
  if (options.kind !== "place" || options.place.path.length > 0) return false;
  const { local } = options.place;
  return body.blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local === local &&
        statement.value.kind === "object" &&
        statement.value.members.every(({ spread, name }) => !spread && name !== undefined),
    ),
  );
}
