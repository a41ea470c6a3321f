/**
 * Question: does a project leave the values of a type to the collector, which ends them as well, only late? It does where it releases
 * none of them by hand: `device.free()` everywhere, and never a `RoomSettings`; or no `free()` in all of its code.
 */

import { remembering } from "@freehold/mir/remembering";
import type { Origin, TypeId } from "@freehold/mir/program";
import type { OwnedType } from "./contracts/contract.ts";
import { ownedType, soleShape, type Knowledge } from "./contracts/owned-type.ts";

export function isLeftToCollector(knowledge: Knowledge, type: OwnedType): boolean {
  if (!isGlue(type)) return false;
  const id = [...knowledge.ownedTypes].find(([, known]) => known === type)?.[0];
  if (type.model?.collected !== true && !isOfAPackage(knowledge, id)) return false;
  const released = id === undefined ? undefined : releasedByHand(knowledge).get(homeOf(knowledge, id));
  return released?.has(type.name) !== true;
}

function isGlue({ key, model }: OwnedType): boolean {
  return model?.collected === true || key === olderGlue;
}

/** Its declarations do not tell whether its code registers what it makes with the collector. */
const olderGlue = "wasm-bindgen:WasmObject";

/** Whose code is not here. */
function isOfAPackage({ program }: Knowledge, id: TypeId | undefined): boolean {
  return id !== undefined && soleShape(program, id)?.origin.kind === "module";
}

/** By where they are declared, the names of the types of which some code calls a release method. */
const releasedByHand: (knowledge: Knowledge) => ReadonlyMap<string, ReadonlySet<string>> = remembering(findReleased);

function findReleased(knowledge: Knowledge): ReadonlyMap<string, ReadonlySet<string>> {
  const released = new Map<string, Set<string>>();
  for (const { id, blocks } of knowledge.program.bodies) {
    for (const { terminator } of blocks) {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method") continue;
      const receiver = knowledge.program.answers[id]?.calls.get(terminator.call)?.receiver;
      const type = receiver === undefined ? undefined : ownedType(knowledge, receiver);
      if (receiver === undefined || type === undefined || !isGlue(type) || !type.release.includes(terminator.callee.name)) continue;
      const home = homeOf(knowledge, receiver);
      released.set(home, (released.get(home) ?? new Set()).add(type.name));
    }
  }
  return released;
}

function homeOf({ program }: Knowledge, type: TypeId): string {
  const origin: Origin = soleShape(program, type)?.origin ?? { kind: "unknown" };
  return origin.kind === "module" ? origin.name : origin.kind === "project" ? origin.file : "";
}
