/** Which class of the program a class extends: declared in the file, or imported by its name. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { KeeperIndex } from "./find-keepers.ts";
import type { Keeper } from "./keeper.ts";

export type Base =
  | { readonly kind: "none" }
  | { readonly kind: "class"; readonly keeper: Keeper }
  /** Not in the program, or not a plain name. */
  | { readonly kind: "unknown" };

const unknown: Base = { kind: "unknown" };

export function baseOf(program: Program, index: KeeperIndex, { extends: name, home }: Keeper): Base {
  if (name === undefined) return { kind: "none" };
  return name === "computed" ? unknown : declaredBy(program, index, home, name);
}

/** What a class extends, nearest first; ends with `unknown` where the code does not tell any further. */
export function basesOf(program: Program, index: KeeperIndex, keeper: Keeper): readonly Base[] {
  const bases: Base[] = [];
  for (let base = baseOf(program, index, keeper); base.kind !== "none" && bases.length < 20;) {
    bases.push(base);
    if (base.kind === "unknown") break;
    base = baseOf(program, index, base.keeper);
  }
  return bases;
}

function declaredBy(program: Program, index: KeeperIndex, body: Body, local: LocalId): Base {
  const found = body.locals[local];
  if (found?.kind.kind === "capture") {
    const outer = program.bodies[found.kind.body];
    return outer === undefined ? unknown : declaredBy(program, index, outer, found.kind.local);
  }
  const candidates = index.classes.filter(({ name }) => name === (found?.kind.kind === "import" ? found.kind.name : found?.name));
  if (found?.kind.kind === "binding" && found.kind.declared === "class") return only(candidates.filter(({ home }) => home.id === body.id));
  if (found?.kind.kind !== "import" || !found.kind.module.startsWith(".")) return unknown;
  const stem = joined(body.file, found.kind.module);
  const inFile = candidates.filter(({ home }) => home.kind === "module" && isFileOf(home.file, stem));
  // A file that only passes the class on declares none: then its name must be the only one of its kind.
  return only(inFile.length > 0 ? inFile : candidates);
}

function only(candidates: readonly Keeper[]): Base {
  const [keeper] = candidates;
  return keeper === undefined || candidates.length > 1 ? unknown : { kind: "class", keeper };
}

/** `../base.js` seen from `/a/b/c.ts` is `/a/base`. */
function joined(from: FilePath, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const step of specifier.replace(/\.[cm]?[jt]sx?$/, "").split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(step);
  }
  return parts.join("/");
}

function isFileOf(file: FilePath, stem: string): boolean {
  const bare = file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  return bare === stem || bare === `${stem}/index`;
}
