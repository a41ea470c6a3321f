/** What a strict file says about ownership: its annotations and classes, as far as borrows and lifetimes are concerned. Plain data. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId } from "./body.ts";

export interface Declarations {
  /** Classes and interfaces at any depth; names are unique in a file that is worth checking. */
  readonly classes: ReadonlyMap<string, DeclaredClass>;
  readonly aliases: ReadonlyMap<string, DeclaredAlias>;
  /** Functions of the module's top level, ambient ones included. */
  readonly functions: ReadonlyMap<string, Signature>;
  /** What other modules' names mean here. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  readonly signatures: ReadonlyMap<BodyId, Signature>;
  /** The bodies that other modules can call by name: exported functions, and what is not private in exported classes. */
  readonly exported: ReadonlySet<BodyId>;
  /** Annotations of variables and parameters. */
  readonly locals: ReadonlyMap<BodyId, ReadonlyMap<LocalId, DeclaredType>>;
  /** Where a value is cast to `any`: the type that is written there. */
  readonly casts: readonly Span[];
  /** What calls are told about the callee's type parameters, `channel<Job>()`: by where the call stands, as `placeKey` writes it. */
  readonly typeArguments: ReadonlyMap<string, readonly DeclaredType[]>;
}

/** Of a call among those of its file. */
export function placeKey({ start, end }: Pick<Span, "start" | "end">): string {
  return `${start}-${end}`;
}

export interface ImportedName {
  readonly module: string;
  readonly name: string;
}

export interface DeclaredAlias {
  readonly parameters: readonly TypeParameter[];
  readonly type: DeclaredType;
}

export interface DeclaredClass {
  readonly name: string;
  readonly kind: "class" | "interface";
  readonly parameters: readonly TypeParameter[];
  /** It `implements Owned`: its values move, and end with their scope. */
  readonly owned: boolean;
  /** It has `[Symbol.dispose]`: Rust's `Drop`. */
  readonly disposable: boolean;
  /** In declaration order, parameter properties included. */
  readonly fields: ReadonlyMap<string, DeclaredType>;
  /** Where the types of fields are written. */
  readonly fieldSpans: ReadonlyMap<string, Span>;
  /** The names of those that are `readonly`. */
  readonly fixed: ReadonlySet<string>;
  readonly methods: ReadonlyMap<string, Signature>;
  /** Of methods that are declared twice, for `this: Ref<…>` and for `this: Mut<…>`: the second one. What is done with the result chooses. */
  readonly exclusive: ReadonlyMap<string, Signature>;
  /** What its getters give. */
  readonly accessors: ReadonlyMap<string, DeclaredType>;
  readonly statics: ReadonlyMap<string, Signature>;
  readonly maker: Signature | undefined;
  readonly base: DeclaredType | undefined;
}

export interface TypeParameter {
  readonly name: string;
  /** `lifetime`: it extends `Lifetime`, or another lifetime. */
  readonly kind: "lifetime" | "type";
  /** The lifetime that it outlives: `B extends A`. */
  readonly outlives: string | undefined;
}

export interface Signature {
  readonly parameters: readonly TypeParameter[];
  /** The type of `this`; absent where it is not written. */
  readonly receiver: DeclaredType | undefined;
  readonly arguments: readonly DeclaredType[];
  /** Where those are written. */
  readonly argumentSpans: readonly (Span | undefined)[];
  /** The last argument takes the rest. */
  readonly rest: boolean;
  readonly result: DeclaredType;
  /** Where that is written. */
  readonly resultSpan: Span | undefined;
  readonly async: boolean;
  readonly generator: boolean;
  readonly body: BodyId | undefined;
}

export type DeclaredType =
  /** Primitives and literals. */
  | { readonly kind: "copy" }
  /** `undefined`, `null`, `void`. */
  | { readonly kind: "nothing" }
  | { readonly kind: "borrow"; readonly how: BorrowKind; readonly lifetime: string | undefined; readonly of: DeclaredType }
  | { readonly kind: "own"; readonly of: DeclaredType }
  | { readonly kind: "named"; readonly name: string; readonly arguments: readonly DeclaredType[] }
  /** The class around it. */
  | { readonly kind: "this" }
  | { readonly kind: "array"; readonly element: DeclaredType }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, DeclaredType> }
  | { readonly kind: "union"; readonly parts: readonly DeclaredType[] }
  | { readonly kind: "function"; readonly signature: Signature }
  | { readonly kind: "unwritten" }
  | UnknownType;

/** Written, and beyond what is understood; with its text. */
export interface UnknownType {
  readonly kind: "unknown";
  readonly text: string;
  readonly span: Span;
}

export type BorrowKind = "shared" | "exclusive";
