/** Reads a callee off the code alone: which import or global it starts from, and the names it goes through. */

import { invariant } from "@freehold/mir/assert";
import type { Body, Callee, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";

/** `fs.promises.open` from `import * as fs from "node:fs"` is module `node:fs`, path `["promises", "open"]`. */
export interface CalleePath {
  readonly modules: readonly string[];
  readonly path: readonly string[];
}

/** Absent for callees that start from a value of this program. */
export function calleePath(program: Program, body: Body, callee: Callee): CalleePath | undefined {
  if (callee.kind === "computed-method") return undefined;
  const operand = callee.kind === "value" ? callee.operand : callee.receiver;
  const path = operandPath(program, body, operand);
  if (path === undefined) return undefined;
  return callee.kind === "value" ? path : { modules: path.modules, path: [...path.path, callee.name] };
}

function operandPath(program: Program, body: Body, operand: Operand): CalleePath | undefined {
  if (operand.kind !== "place") return undefined;
  const fields: string[] = [];
  for (const projection of operand.place.path) {
    if (projection.kind !== "field") return undefined;
    fields.push(projection.name);
  }
  const root = rootOf(program, body, operand.place.local);
  return root === undefined ? undefined : { modules: root.modules, path: [...root.path, ...fields] };
}

/** Follows captures outwards to an import or a global. */
function rootOf(program: Program, body: Body, local: LocalId): CalleePath | undefined {
  const found = body.locals[local];
  invariant(found !== undefined, `local ${local} exists`);
  switch (found.kind.kind) {
    case "import": {
      const { module, name } = found.kind;
      return { modules: [withNodePrefix(module)], path: name === "*" || name === "default" ? [] : [name] };
    }
    case "global":
      return {
        modules: ["global"],
        path: found.name === "globalThis" || found.name === "window" || found.name === "self" ? [] : [found.name],
      };
    case "capture": {
      const outer = program.bodies[found.kind.body];
      return outer === undefined ? undefined : rootOf(program, outer, found.kind.local);
    }
    default:
      return undefined;
  }
}

const nodeModules: ReadonlySet<string> = new Set(
  "assert async_hooks buffer child_process cluster crypto dgram diagnostics_channel dns events fs fs/promises http http2 https inspector net os path perf_hooks process punycode querystring readline readline/promises repl stream stream/promises stream/web string_decoder timers timers/promises tls tty url util v8 vm wasi worker_threads zlib".split(
    " ",
  ),
);

export function withNodePrefix(module: string): string {
  return nodeModules.has(module) ? `node:${module}` : module;
}

/** `pool.connect`, `this.#files.open`, `new Worker`: the callee as a reader would write it. */
export function calleeText(body: Body, callee: Callee): string {
  switch (callee.kind) {
    case "value":
      return operandText(body, callee.operand) ?? "the call";
    case "method": {
      const receiver = operandText(body, callee.receiver);
      return receiver === undefined ? callee.name : `${receiver}.${callee.name}`;
    }
    case "computed-method":
      return operandText(body, callee.receiver) ?? "the call";
  }
}

/** `connect` of `pool.connect`, the imported name of an import; empty where there is none to be read. */
export function lastName(body: Body, callee: Callee): string {
  if (callee.kind === "method") return callee.name;
  if (callee.kind === "computed-method" || callee.operand.kind !== "place") return "";
  const { local, path } = callee.operand.place;
  const last = path.at(-1);
  if (last !== undefined) return last.kind === "field" ? last.name : "";
  const found = body.locals[local];
  return found?.kind.kind === "import" ? found.kind.name : (found?.name ?? "");
}

export function operandText(body: Body, operand: Operand): string | undefined {
  return operand.kind === "place" ? placeText(body, operand.place) : undefined;
}

/** Absent for temporaries, which have no name. */
export function placeText(body: Body, place: Place): string | undefined {
  const local = body.locals[place.local];
  const name = local?.kind.kind === "this" ? "this" : local?.name;
  if (name === undefined || name === "") return undefined;
  return place.path.reduce(
    (text, step) => (step.kind === "index" ? `${text}[…]` : step.name.startsWith("[") ? `${text}${step.name}` : `${text}.${step.name}`),
    name,
  );
}
