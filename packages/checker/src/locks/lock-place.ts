/** Which lock an operand is, so that two spellings of one lock meet, also across functions; absent where that cannot be told. */

import type { Body, BodyId, Local, LocalId, Operand } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import type { Program } from "@freehold/mir/program";
import { bodiesOf } from "../bodies-of.ts";
import { calleePath } from "../contracts/callee-path.ts";
import { originsIn } from "../facts/origin.ts";

export interface LockPlace {
  readonly root: LockRoot;
  /** Fields, and `get()` of what shares it. */
  readonly path: readonly string[];
}

export type LockRoot =
  | { readonly kind: "local"; readonly body: BodyId; readonly local: LocalId; readonly name: string }
  /** An import, a global or a text. `module`: where it is from, empty for a text. */
  | { readonly kind: "outside"; readonly module: string; readonly name: string };

export function lockKey({ root, path }: LockPlace): string {
  return [root.kind === "local" ? `${root.body}:${root.local}` : `${root.module} ${root.name}`, ...path].join(".");
}

export function lockText({ root, path }: LockPlace): string {
  return [root.name, ...path].join(".");
}

export function lockPlace(program: Program, body: Body, operand: Operand): LockPlace | undefined {
  if (operand.kind === "constant") {
    const { value } = operand;
    return value.kind === "string" ? { root: { kind: "outside", module: "", name: JSON.stringify(value.value) }, path: [] } : undefined;
  }
  const outside = calleePath(program, body, { kind: "value", operand });
  if (outside !== undefined) return { root: { kind: "outside", module: outside.modules[0] ?? "", name: outside.path.join(".") }, path: [] };
  const origin = originsIn(program).of(body, operand.place);
  const holder = origin && program.bodies[origin.body];
  const local = origin && holder?.locals[origin.local];
  if (origin === undefined || holder === undefined || local === undefined) return undefined;
  const shared = sharedPlace(program, holder, local);
  if (shared !== undefined) return { root: shared.root, path: [...shared.path, ...origin.path] };
  if (!staysTheSame(program, holder, local) || !origin.path.every((field) => isSetOnce(program, holder, field))) return undefined;
  const name = local.kind.kind === "this" ? "this" : local.name;
  return { root: { kind: "local", body: holder.id, local: local.id, name }, path: origin.path };
}

/** `counter.get()` of an `Arc` or `Rc` is the same lock each time. What gives another one each time is not called so. */
function sharedPlace(program: Program, holder: Body, { id, kind }: Local): LockPlace | undefined {
  if (kind.kind !== "temporary" && !(kind.kind === "binding" && kind.declared === "const")) return undefined;
  const [call, ...others] = originsIn(program).definitions(holder).calls.get(id) ?? [];
  if (call === undefined || others.length > 0 || call.callee.kind !== "method" || call.callee.name !== "get" || call.args.length > 0)
    return undefined;
  const owner = lockPlace(program, holder, call.callee.receiver);
  return owner && { root: owner.root, path: [...owner.path, "get()"] };
}

/** A name for one value only: a variable that is never set again, and not anew in each turn of a loop. */
function staysTheSame(program: Program, holder: Body, { id, kind }: Local): boolean {
  switch (kind.kind) {
    case "this":
      return true;
    case "param":
      return !originsIn(program).definitions(holder).reassigned.has(id);
    case "binding":
      return (kind.declared === "const" || kind.declared === "using" || kind.declared === "await-using") && !isMadeInLoop(holder, id);
    default:
      return false;
  }
}

function isMadeInLoop(body: Body, local: LocalId): boolean {
  return body.blocks.some(({ id: block, statements }) =>
    statements.some((statement, index) => {
      const point = { block, index };
      return statement.kind === "storage-live" && statement.local === local && canRunAfter(body, point, point);
    }),
  );
}

/** Nothing in the file assigns a field of that name, except where an object comes into being. */
function isSetOnce(program: Program, holder: Body, field: string): boolean {
  return bodiesOf(program, holder.file).every(
    ({ kind, blocks }) =>
      kind === "constructor" ||
      kind === "initializer" ||
      blocks.every(({ statements }) =>
        statements.every((statement) => {
          const last = statement.kind === "assign" ? statement.target.path.at(-1) : undefined;
          return last?.kind !== "field" || last.name !== field;
        }),
      ),
  );
}
