/**
 * What the front end hands to the checker: every body of the project, and the answers of the type checker about the calls and
 * locals that matter. Plain data; no compiler node survives in it.
 */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import type { Body, BodyId, CallId, LocalId, Tag } from "./body.ts";
import type { Declarations } from "./declared.ts";

export type TypeId = number & { readonly [typeId]: true };
declare const typeId: unique symbol;

export interface Program {
  /** Sorted by path. */
  readonly files: readonly ProgramFile[];
  readonly bodies: readonly Body[];
  readonly types: readonly TypeFact[];
  /** Indexed by `BodyId`; sparse inside: only what was asked is answered. */
  readonly answers: readonly BodyAnswers[];
}

export interface ProgramFile {
  readonly path: FilePath;
  readonly text: string;
  readonly module: BodyId;
  /** Test code by its path or name: `test/`, `*.spec.ts`, … */
  readonly test: boolean;
  /** What a strict file declares; absent where the file did not opt in. */
  readonly strict?: Declarations;
  readonly comments: readonly Comment[];
}

/** A `// freehold-…` comment; other comments are not kept. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

export interface BodyAnswers {
  readonly calls: ReadonlyMap<CallId, CallFact>;
  readonly locals: ReadonlyMap<LocalId, TypeId>;
}

/** What the type checker says about one call. */
export interface CallFact {
  /** Of the callee's declaration: `connect`; `constructor` for `new`. Empty when unresolved. */
  readonly name: string;
  /** The class or interface that declares it: `Pool`; empty for free functions. */
  readonly owner: string;
  readonly origin: Origin;
  readonly static: boolean;
  /** The callee's own code, where it is in the program and unambiguous. */
  readonly body?: BodyId;
  /** The receiver's type for methods. */
  readonly receiver?: TypeId;
  readonly result: TypeId;
  /** The declared result is `this`, or the very type of the receiver. */
  readonly returnsReceiver: boolean;
  /** Arguments whose type is the result's own (after `await`): pass-through is likely. */
  readonly returnsArguments: readonly number[];
  /** JSDoc on the callee's declaration, or what its comment says in plain words where it has no code. */
  readonly tags: readonly SaidTag[];
  /** Names of the callee's parameters, for tags and messages. */
  readonly parameters: readonly string[];
}

/** `makes`, which only plain words say: the result is new, and its type tells whether that matters. */
export interface SaidTag {
  readonly name: Tag["name"] | "makes";
  /** A parameter's name, a field of what it is given (`source.data`), `this`, or `return`. */
  readonly subject: string;
}

/** Where a declaration lives. */
export type Origin =
  /** A module of Node or an npm package: `node:fs`, `pg`. */
  | { readonly kind: "module"; readonly name: string }
  /** TypeScript's own libraries: `dom`, `es`. */
  | { readonly kind: "library" }
  /** The checked project; `ambient` without code: `declare class`, a `.d.ts`. */
  | { readonly kind: "project"; readonly file: FilePath; readonly ambient: boolean }
  | { readonly kind: "unknown" };

export interface TypeFact {
  readonly id: TypeId;
  readonly shape: TypeShape;
  /** Of the symbol, without arguments: `PoolClient`; the printed type for the rest. */
  readonly name: string;
  readonly origin: Origin;
  /** Names of the classes and interfaces it extends, nearest first, transitively. */
  readonly bases: readonly string[];
  /** Names of its members that ownership cares about (see `select.ts`), well-known symbols as `[Symbol.dispose]`. */
  readonly members: readonly string[];
  /** The members above that can be called without arguments. */
  readonly callableWithoutArguments: readonly string[];
  /** Union: its parts. Promise: what it resolves to. Array, iterable and the like: the element. Function: its result. */
  readonly parts: readonly TypeId[];
}

export type TypeShape =
  | "any"
  | "unknown"
  | "never"
  | "nullish"
  | "primitive"
  | "object"
  | "function"
  | "union"
  | "promise"
  | "array"
  | "iterable"
  | "async-iterable"
  | "parameter";
