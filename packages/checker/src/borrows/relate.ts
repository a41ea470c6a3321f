/** Subtyping: which regions flow into which when a value of one type goes where another type is expected. */

import { baseOf, fieldType, staticRegion, takesIn } from "./instantiate.ts";
import type { Subset } from "./step.ts";
import { regionsOf, type ClassType, type RegionId, type Type, type TypeEnvironment } from "./type.ts";

/**
 * `both`: what is behind an exclusive borrow may be read and written, so its regions are the same; and so are those of an object of
 * the collector that may take borrows in, which has as many names as it likes.
 */
type Direction = "into" | "both";

export function relate(from: Type, to: Type): readonly Subset[] {
  const subsets: Subset[] = [];
  flow(from, to, "into", subsets);
  return subsets;
}

function flow(from: Type, to: Type, direction: Direction, subsets: Subset[]): void {
  if (from.kind === "own") return flow(from.of, to, direction, subsets);
  if (to.kind === "own") return flow(from, to.of, direction, subsets);
  if (from.kind === "union") return from.parts.forEach((part) => flow(part, to, direction, subsets));
  if (to.kind === "union") return to.parts.forEach((part) => flow(from, part, direction, subsets));
  if (to.kind === "parameter") return flowIntoAnything(from, to.region, subsets);
  if (from.kind === "borrow" && to.kind === "borrow") {
    regions(from.region, to.region, direction, subsets);
    return flow(from.of, to.of, to.how === "exclusive" ? "both" : direction, subsets);
  }
  // A value that is copied where a borrow of it is wanted, and a borrow that is looked through.
  if (to.kind === "borrow") return flow(from, to.of, direction, subsets);
  if (from.kind === "borrow") return flow(from.of, to, direction, subsets);
  if (from.kind === "class" && to.kind === "class") {
    return flowClass(asClass(from, to), to.environment, to.use === "copies" && takesIn(to) ? "both" : direction, subsets);
  }
  if (from.kind === "collection" && to.kind === "collection") {
    return to.elements.forEach((element, index) => flow(from.elements[index] ?? element, element, direction, subsets));
  }
  if (from.kind === "running" && to.kind === "running") {
    regions(from.region, to.region, direction, subsets);
    return flow(from.of, to.of, direction, subsets);
  }
  // An object literal whose type an interface says.
  if (from.kind === "record" && to.kind === "class") {
    for (const [name, field] of from.fields) flow(field, fieldType(to, name) ?? field, direction, subsets);
  }
  if (from.kind === "class" && to.kind === "record") {
    for (const [name, field] of to.fields) flow(fieldType(from, name) ?? field, field, direction, subsets);
  }
  if (from.kind === "record" && to.kind === "record") {
    for (const [name, field] of to.fields) flow(from.fields.get(name) ?? field, field, direction, subsets);
  }
  if (from.kind === "closure" && to.kind === "closure") {
    from.captures.forEach(({ type }, index) => flow(type, to.captures[index]?.type ?? type, direction, subsets));
  }
  if (to.kind === "function") flowIntoFunction(from, to.region, direction, subsets);
}

/** Whoever gets a closure as a function cannot put another one in its place that the closure's variables would have to hold. */
function flowIntoFunction(from: Type, to: RegionId, direction: Direction, subsets: Subset[]): void {
  for (const region of regionsOf(from)) regions(region, to, from.kind === "closure" ? "into" : direction, subsets);
}

function flowIntoAnything(from: Type, to: RegionId | undefined, subsets: Subset[]): void {
  if (to !== undefined) for (const region of regionsOf(from)) regions(region, to, "into", subsets);
}

/** Seen as the base class that is wanted, if it has that one. */
function asClass(from: ClassType, { of }: ClassType): TypeEnvironment {
  for (let at: ClassType | undefined = from; at !== undefined; at = baseOf(at)) if (at.of === of) return at.environment;
  return from.environment;
}

/** By name: an interface and the class that implements it call their lifetimes alike, or have none. */
function flowClass(from: TypeEnvironment, to: TypeEnvironment, direction: Direction, subsets: Subset[]): void {
  for (const [name, region] of to.regions) {
    const given = from.regions.get(name);
    if (given !== undefined) regions(given, region, direction, subsets);
  }
  for (const [name, type] of to.types) {
    const given = from.types.get(name);
    if (given !== undefined) flow(given, type, direction, subsets);
  }
}

function regions(from: Subset["from"], to: Subset["to"], direction: Direction, subsets: Subset[]): void {
  if (from === to) return;
  // What never ends holds nothing that could.
  if (from !== staticRegion) subsets.push({ from, to });
  if (direction === "both" && to !== staticRegion) subsets.push({ from: to, to: from });
}
