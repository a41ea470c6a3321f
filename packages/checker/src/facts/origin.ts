/** Where a place lives: back through copies and captures to the binding it starts from, so that two spellings of one place meet. */

import type { Body, BodyId, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { definitionsOf, type Definitions } from "./definitions.ts";

export interface Origin {
  readonly body: BodyId;
  readonly local: LocalId;
  /** Names of fields only: what lies behind a computed element has no origin. */
  readonly path: readonly string[];
}

export interface Origins {
  of(body: Body, place: Place): Origin | undefined;
  /** Equal for places of one origin; absent for what has none. */
  key(body: Body, operand: Operand): string | undefined;
  definitions(body: Body): Definitions;
}

export function originsIn(program: Program): Origins {
  const origins: Origins = {
    definitions: definitionsOf,
    of: (body, place) => originOf(program, origins, body, place),
    key(body, operand) {
      const origin = operand.kind === "place" ? origins.of(body, operand.place) : undefined;
      return origin && originKey(origin);
    },
  };
  return origins;
}

export function originKey({ body, local, path }: Origin): string {
  return [`${body}:${local}`, ...path].join(".");
}

function originOf(program: Program, origins: Origins, body: Body, place: Place): Origin | undefined {
  let [inside, local, path] = [body, place.local, fieldsOf(place)];
  for (let steps = 0; path !== undefined && steps < 16; steps++) {
    const kind = inside.locals[local]?.kind;
    const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
    if (kind?.kind === "capture" && outer !== undefined) {
      [inside, local] = [outer, kind.local];
      continue;
    }
    const copied = copiedPlace(inside, origins, local);
    if (copied === undefined) return { body: inside.id, local, path };
    const prefix = fieldsOf(copied);
    path = prefix && [...prefix, ...path];
    local = copied.local;
  }
  return undefined;
}

/** A `const` or a temporary that only ever was another place. */
function copiedPlace(body: Body, origins: Origins, local: LocalId): Place | undefined {
  const kind = body.locals[local]?.kind;
  const fixed = kind?.kind === "temporary" || (kind?.kind === "binding" && kind.declared === "const");
  const value = fixed ? origins.definitions(body).values.get(local) : undefined;
  return value?.kind === "use" && value.operand.kind === "place" ? value.operand.place : undefined;
}

function fieldsOf({ path }: Place): readonly string[] | undefined {
  const names: string[] = [];
  for (const step of path) {
    if (step.kind === "index") return undefined;
    names.push(step.name);
  }
  return names;
}
