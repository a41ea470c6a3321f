/** Finds the class whose method a call runs, by names alone: `const answer = new Answer(); answer.show()`, `Answer.parse(text)`. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, BodyId, LocalId } from "@freehold/mir/body";
import { wholeLocal } from "../whole-local.ts";

export interface ClassName {
  readonly file: FilePath;
  readonly name: string;
}

/** How to get from one body to another, and what was found out on the way. */
export interface ClassSearch {
  readonly bodyOf: (id: BodyId) => Body | undefined;
  /** The module body of a file that is imported. */
  readonly moduleOf: (from: FilePath, module: string) => Body | undefined;
  /** By body: the local that holds the class of what each of its constants was made by. */
  readonly makers: Map<BodyId, ReadonlyMap<LocalId, LocalId>>;
}

/** A constant that was made here is of the class that made it, and of no other that extends it. */
export function receiverClass(search: ClassSearch, body: Body, receiver: LocalId): ClassName | undefined {
  const declared = body.locals[receiver]?.kind;
  if (declared?.kind === "capture") {
    const outer = search.bodyOf(declared.body);
    return outer === undefined ? undefined : receiverClass(search, outer, declared.local);
  }
  const maker = declared?.kind === "binding" && declared.declared === "const" ? makersIn(search, body).get(receiver) : undefined;
  return classOf(search, body, maker ?? receiver);
}

function classOf(search: ClassSearch, body: Body, local: LocalId): ClassName | undefined {
  const declared = body.locals[local];
  switch (declared?.kind.kind) {
    case "binding":
      return declared.kind.declared === "class" ? { file: body.file, name: declared.name } : undefined;
    case "capture": {
      const outer = search.bodyOf(declared.kind.body);
      return outer === undefined ? undefined : classOf(search, outer, declared.kind.local);
    }
    case "import":
      return importedClass(search, body.file, declared.kind);
    default:
      return undefined;
  }
}

function importedClass(
  search: ClassSearch,
  from: FilePath,
  { module, name }: { readonly module: string; readonly name: string },
): ClassName | undefined {
  const body = search.moduleOf(from, module);
  const found = body?.locals.find(({ kind, name: declared }) => kind.kind === "binding" && kind.declared === "class" && declared === name);
  return body === undefined || found === undefined ? undefined : { file: body.file, name };
}

function makersIn({ makers }: ClassSearch, body: Body): ReadonlyMap<LocalId, LocalId> {
  const known = makers.get(body.id);
  if (known !== undefined) return known;
  const found = new Map<LocalId, LocalId>();
  for (const { terminator } of body.blocks) {
    if (terminator.kind !== "call" || terminator.form !== "new" || terminator.destination.path.length > 0) continue;
    const maker = terminator.callee.kind === "value" ? wholeLocal(terminator.callee.operand) : undefined;
    if (maker !== undefined) found.set(terminator.destination.local, maker);
  }
  makers.set(body.id, found);
  return found;
}
