/** What is known while one body is lowered: its builder, its scope, and the frames around the current point. */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, BodyId, BodyKind, LocalId, Place } from "@freehold/mir/body";
import type { BlockMode, BodyBuilder } from "@freehold/mir/build";
import type { KindName, Node, SourceFileSyntax } from "../syntax.ts";
import type { Visitor } from "./visit.ts";

export interface FileLowering {
  readonly syntax: SourceFileSyntax;
  readonly path: FilePath;
  readonly visitor: Visitor;
  readonly firstBody: number;
  /** By body id less `firstBody`; an inner body is finished before the one around it. */
  readonly bodies: (LoweredBody | undefined)[];
  /** A `finally` is lowered once for each way through it; the closures in it only once. */
  readonly closures: Map<Node, Closure>;
  readonly unknowns: UnknownPart[];
  /** How many nodes are open around the current one. */
  depth: number;
}

export interface LoweredBody {
  readonly body: Body;
  readonly calls: readonly Node[];
  readonly locals: ReadonlyMap<LocalId, Node>;
}

/** What could not be lowered, and where. */
export interface UnknownPart {
  readonly reason: string;
  readonly span: Span;
}

/** The bodies of a function or class, and what they reach in the body that creates it. */
export interface Closure {
  readonly bodies: readonly BodyId[];
  readonly captures: readonly LocalId[];
}

export interface BodyLowering {
  readonly file: FileLowering;
  readonly id: BodyId;
  readonly kind: BodyKind;
  readonly async: boolean;
  /** Absent for the module. */
  readonly parent: BodyLowering | undefined;
  /** Names of the enclosing declarations, this one last. */
  readonly names: readonly string[];
  readonly params: LocalId[];
  readonly build: BodyBuilder;
  /** The node of each call, in the order of handing out. */
  readonly callNodes: Node[];
  readonly nameNodes: Map<LocalId, Node>;
  /** By the name's node: a second copy of a `finally` binds the same locals. */
  readonly declared: Map<Node, LocalId>;
  /** By the local of the parent that is captured. */
  readonly captured: Map<LocalId, LocalId>;
  /** Imports and globals that are used here, by a key that says which. */
  readonly outside: Map<string, LocalId>;
  /** Parameter properties, to be stored once `this` exists. */
  readonly parameterProperties: Node[];
  thisLocal: LocalId | undefined;
  /** The block that lets an exception leave the body. */
  resume: BlockId | undefined;
  scope: Scope;
  frame: Frame | undefined;
  mode: BlockMode;
}

/** Names bound at one level of nesting. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly body: BodyLowering | undefined;
  readonly names: Map<string, Binding>;
}

export type Binding =
  | { readonly kind: "local"; readonly local: LocalId }
  | { readonly kind: "import"; readonly module: string; readonly name: string; readonly span: Span }
  /** Inside an enum its members are in scope by their own names. */
  | { readonly kind: "member"; readonly of: LocalId; readonly name: string };

/** Something to be done, or to be found, on a way out of the statements inside. Innermost first. */
export interface Frame {
  readonly action: FrameAction;
  readonly outer: Frame | undefined;
  readonly scope: Scope;
  readonly mode: BlockMode;
  /** Where an exception thrown directly inside goes; made when first needed. */
  unwind: BlockId | undefined;
  /** Where closing a generator that is suspended directly inside goes. */
  closed: BlockId | undefined;
}

export type FrameAction =
  | { readonly kind: "scope"; readonly locals: readonly LocalId[] }
  | { readonly kind: "using"; readonly local: LocalId; readonly how: "dispose" | "async-dispose"; readonly span: Span }
  | { readonly kind: "iterator"; readonly place: Place; readonly span: Span }
  | { readonly kind: "catch"; readonly handler: BlockId }
  | { readonly kind: "finally"; readonly block: Node; readonly copies: Map<BlockId | "return" | "closed", BlockId> }
  /** The empty label stands for `break` and `continue` without one. */
  | { readonly kind: "break" | "continue"; readonly labels: readonly string[]; readonly target: BlockId };

export function kindOf(body: BodyLowering, node: Node): KindName {
  return body.file.syntax.kindName(node.kind);
}

/** Without leading trivia. */
export function spanOf(body: BodyLowering, node: Node): Span {
  return { file: body.file.path, start: Math.min(node.getStart(), node.end), end: node.end };
}
