/** What a library declares for strict code, and the world of names in which it does so. */

import type { DeclaredAlias, DeclaredClass, Declarations, Signature } from "@freehold/mir/declared";

export interface Library {
  readonly classes: readonly DeclaredClass[];
  readonly aliases: readonly (readonly [string, DeclaredAlias])[];
  readonly functions: readonly (readonly [string, Signature])[];
}

export function declarationsOf({ classes, aliases, functions }: Library): Declarations {
  return {
    classes: new Map(classes.map((each) => [each.name, each])),
    aliases: new Map(aliases),
    functions: new Map(functions),
    imports: new Map(),
    signatures: new Map(),
    exported: new Set(),
    locals: new Map(),
    casts: [],
    typeArguments: new Map(),
  };
}

/** The parts that are not as usual. */
export function declaredClass(parts: Pick<DeclaredClass, "name" | "kind"> & Partial<DeclaredClass>): DeclaredClass {
  return {
    parameters: [],
    owned: false,
    disposable: false,
    fields: new Map(),
    fieldSpans: new Map(),
    fixed: new Set(),
    methods: new Map(),
    exclusive: new Map(),
    accessors: new Map(),
    statics: new Map(),
    maker: undefined,
    base: undefined,
    ...parts,
  };
}

/** The parts that are not as usual. */
export function signature(parts: Pick<Signature, "result"> & Partial<Signature>): Signature {
  return {
    parameters: [],
    receiver: undefined,
    arguments: [],
    argumentSpans: [],
    rest: false,
    resultSpan: undefined,
    async: false,
    generator: false,
    body: undefined,
    ...parts,
  };
}
