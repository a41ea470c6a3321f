/** The strict code of one program: the types of its bodies and what its functions keep, worked out when they are asked for. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, BodyId, Terminator } from "@freehold/mir/body";
import type { Signature } from "@freehold/mir/declared";
import type { ProgramFile } from "@freehold/mir/program";
import { onDemand, sameAnswer } from "../summaries/on-demand.ts";
import { capturedPlaces, type CapturedPlace } from "./captures.ts";
import { stepsOf } from "./collect.ts";
import { capturesPutInto, keptArguments, keptCaptures, keptWithoutCode, type Kept } from "./kept-closures.ts";
import { livenessOf } from "./liveness.ts";
import { solveLoans } from "./solve.ts";
import { handlingOf, type Handling, type Outside } from "./strangers.ts";
import type { Type } from "./type.ts";
import { typeBody, type BodyTypes } from "./typing.ts";
import { worldOf, type World } from "./world.ts";

export interface StrictCode {
  readonly bodies: readonly Body[];
  /** Absent for a body of a file that did not opt in. */
  typesOf(body: Body): BodyTypes | undefined;
  /** The arguments whose closures the function keeps. */
  keptBy(signature: Signature): Kept;
  /** What code that did not opt in does with the argument at `index`. */
  handling(body: Body, call: Call, index: number): Handling;
}

type Call = Extract<Terminator, { kind: "call" }>;

export interface StrictRequest {
  readonly files: ReadonlyMap<FilePath, ProgramFile>;
  readonly bodies: readonly Body[];
  readonly outside: Outside;
}

export function strictCodeOf({ files, bodies, outside }: StrictRequest): StrictCode {
  const worlds = new Map<FilePath, World | undefined>();
  const typed = new Map<BodyId, BodyTypes>();
  const closures = new Map<BodyId, TypedClosure>();
  const code: StrictCode = {
    bodies,
    handling: (body, call, index) => handlingOf(outside, bodies, body, call, index),
    typesOf(body) {
      const known = typed.get(body.id);
      if (known !== undefined) return known;
      const types = asCaptured(body) ?? freshTypesOf(body);
      // Bodies are asked about in the order of the text: when a function begins, nobody asks about those before it any more.
      if (types?.outer === undefined) forgetFunctions(typed, bodies);
      if (types !== undefined) typed.set(body.id, types);
      return types;
    },
    keptBy(signature) {
      const body = signature.body === undefined ? undefined : bodies[signature.body];
      return body === undefined ? keptWithoutCode(signature) : keptByCode(body);
    },
  };
  const keptByCode = onDemand<Body, Kept>({
    keyOf: ({ id }) => String(id),
    start: [],
    unknown: "all",
    same: sameAnswer,
    workOut(body) {
      // Types remember what their callees keep, and that may be an assumption while this is worked out.
      const types = freshTypesOf(body);
      if (types === undefined || types.universals.captured.size === 0) return [];
      const facts = stepsOf(types);
      return keptArguments(facts, solveLoans(facts, livenessOf(facts)));
    },
  });
  return code;

  /** What it captures was asked by the body around it, whose types it saw may be the same still. */
  function asCaptured(body: Body): BodyTypes | undefined {
    const known = closures.get(body.id);
    closures.delete(body.id);
    const outer = known?.types.outer;
    if (known === undefined || outer === undefined || outer !== typed.get(outer.body.id)) return undefined;
    const isSame = seenOf(outer, body)?.every((type, index) => type === known.seen?.[index]) === true;
    return isSame ? known.types : undefined;
  }

  /** A closure sees what the bodies around it have, and they see what it captures. */
  function freshTypesOf(body: Body): BodyTypes | undefined {
    const world = worldAround(body);
    if (world === undefined) return undefined;
    const around = body.parent === undefined ? undefined : bodies[body.parent];
    const outer = around === undefined || around.kind === "module" ? undefined : code.typesOf(around);
    return typeBody(code, world, body, { outer, module: moduleAround(body), capturesOf });
  }

  function capturesOf(of: BodyTypes, closure: BodyId): readonly CapturedPlace[] {
    const inner = bodies[closure];
    if (inner === undefined) return [];
    const types = typeBody(code, of.world, inner, { outer: of, module: moduleAround(inner), capturesOf });
    closures.set(closure, { types, seen: seenOf(of, inner) });
    const facts = stepsOf(types);
    return capturedPlaces(facts, of.body.id, { kept: keptCaptures(facts), putInto: capturesPutInto(facts) });
  }

  function moduleAround({ parent }: Body): BodyTypes | undefined {
    const around = parent === undefined ? undefined : bodies[parent];
    if (around === undefined) return undefined;
    return around.kind === "module" ? code.typesOf(around) : moduleAround(around);
  }

  function worldAround({ file }: Body): World | undefined {
    if (!worlds.has(file)) worlds.set(file, files.has(file) ? worldOf(files, files.get(file)!) : undefined);
    return worlds.get(file);
  }
}

interface TypedClosure {
  readonly types: BodyTypes;
  readonly seen: readonly Type[] | undefined;
}

/** All that a closure's own types depend on in the body around it; absent where that is more than what it captures. */
function seenOf(outer: BodyTypes, { id, locals }: Body): readonly Type[] | undefined {
  const signature = outer.world.declarations.signatures.get(id);
  if (signature?.arguments.some(({ kind }) => kind === "unwritten") === true) return undefined;
  return locals.flatMap(({ kind }) => (kind.kind === "capture" && kind.body === outer.body.id ? [outer.localType(kind.local)] : []));
}

function forgetFunctions(typed: Map<BodyId, BodyTypes>, bodies: readonly Body[]): void {
  for (const id of typed.keys()) if (bodies[id]?.kind !== "module") typed.delete(id);
}
