/**
 * The mid-level representation: one `Body` per function, as basic blocks of statements over places, ended by terminators.
 * Every implicit step of JavaScript (unwinding, `finally`, `using`, closing an iterator, short circuits, optional chaining,
 * destructuring, captures) is explicit here. A body is a readonly plain value: printable, parsable, comparable.
 *
 * This is the data model only; behaviour lives beside it (`build.ts`, `print.ts`, `parse.ts`, `validate.ts`).
 */

import type { FilePath, Span } from "@freehold/diagnostics/span";

export type BodyId = number & { readonly [bodyId]: true };
export type LocalId = number & { readonly [localId]: true };
export type BlockId = number & { readonly [blockId]: true };
/** Numbers the calls of one body, `new` and tagged templates included; answers about callees are kept by it. */
export type CallId = number & { readonly [callId]: true };
declare const bodyId: unique symbol;
declare const localId: unique symbol;
declare const blockId: unique symbol;
declare const callId: unique symbol;

/** The ids are indices: `program.bodies[id]`, `body.locals[id]`, `body.blocks[id]`. */
export interface Body {
  readonly id: BodyId;
  readonly file: FilePath;
  /** As a reader would say it: `report`, `Store.add`, `<module>`, `<arrow>`; for messages. */
  readonly name: string;
  /** Names of the enclosing declarations, outermost first, this body's own last. */
  readonly scope: readonly string[];
  readonly kind: BodyKind;
  readonly async: boolean;
  readonly generator: boolean;
  /** The body whose code creates this closure; absent for modules. Class members have the body that holds the class. */
  readonly parent?: BodyId;
  /** Local 0 is always `<return>`, the return place. */
  readonly locals: readonly Local[];
  /** In declaration order; a destructured parameter is a temporary that the entry block takes apart. */
  readonly params: readonly LocalId[];
  /** Block 0 is the entry. */
  readonly blocks: readonly Block[];
  /** How many `CallId`s were handed out. */
  readonly calls: number;
  /** JSDoc `@owns`, `@borrows`, `@releases` written on the function. */
  readonly tags: readonly Tag[];
  readonly span: Span;
}

export type BodyKind = "module" | "function" | "arrow" | "method" | "constructor" | "getter" | "setter" | "initializer";

export interface Tag {
  readonly name: "owns" | "borrows" | "releases";
  /** A parameter's name, `this`, or `return`. */
  readonly subject: string;
}

export interface Local {
  readonly id: LocalId;
  /** Empty for temporaries. */
  readonly name: string;
  readonly kind: LocalKind;
  /** Where the name is bound; a temporary's is its expression. */
  readonly span: Span;
}

export type LocalKind =
  | { readonly kind: "return" }
  | { readonly kind: "this" }
  | { readonly kind: "param"; readonly rest: boolean }
  /** A named binding of this body. `using` is dropped at the end of its scope by a `drop` terminator; `catch` has its value once it is live. */
  | {
      readonly kind: "binding";
      readonly declared: "var" | "let" | "const" | "using" | "await-using" | "function" | "class" | "catch" | "enum";
    }
  | { readonly kind: "temporary" }
  /** A binding of an enclosing body, captured here by reference. */
  | { readonly kind: "capture"; readonly body: BodyId; readonly local: LocalId }
  /** `import { open as o } from "node:fs"`: module `node:fs`, name `open`; `default` and `*` as in the language; `require()` alike. */
  | { readonly kind: "import"; readonly module: string; readonly name: string }
  /** A name bound nowhere in the file: `setTimeout`, `URL`, `globalThis`. Like imports, each body has its own local for it. */
  | { readonly kind: "global" };

/** A local, and a path from it. `a.b[i]` is local a, field b, index. */
export interface Place {
  readonly local: LocalId;
  readonly path: readonly Projection[];
}

export type Projection =
  /** Private names keep their `#`; well-known symbols are spelled `[Symbol.dispose]`; `o["k"]` and `t[0]` are fields `k` and `0`. */
  | { readonly kind: "field"; readonly name: string }
  /** A computed element. */
  | { readonly kind: "index" };

export type Operand =
  | { readonly kind: "place"; readonly place: Place; readonly span: Span }
  | { readonly kind: "constant"; readonly value: Constant; readonly span: Span };

export type Constant =
  | { readonly kind: "undefined" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  /** A literal that is only ever copied: a regular expression, a bigint, a template without holes, `import.meta`. */
  | { readonly kind: "opaque"; readonly what: string };

export interface Block {
  readonly id: BlockId;
  readonly statements: readonly Statement[];
  readonly terminator: Terminator;
  /** `cleanup` blocks run while an exception is unwinding. */
  readonly cleanup: boolean;
}

export type Statement =
  | { readonly kind: "assign"; readonly target: Place; readonly value: Rvalue; readonly span: Span }
  /** The binding comes into being (and is unset), once per turn of the loop that holds it. */
  | { readonly kind: "storage-live"; readonly local: LocalId; readonly span: Span }
  /** The binding's scope ends while the body runs on; closures may still hold it. Leaving the body ends all of a function's bindings, and none of a module's. */
  | { readonly kind: "storage-dead"; readonly local: LocalId; readonly span: Span }
  /** Reads without using up: `x;`, a `void x`, the object of `typeof`. Keeps liveness honest. */
  | { readonly kind: "read"; readonly operand: Operand; readonly span: Span };

export type Rvalue =
  | { readonly kind: "use"; readonly operand: Operand }
  /** `keys` is the next key of a `for…in`, `undefined` after the last. */
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Operand }
  /** Arithmetic, comparison, `instanceof`, `in`; `&&`, `||`, `??` are branches. */
  | { readonly kind: "binary"; readonly operator: string; readonly left: Operand; readonly right: Operand }
  /** `${a}${b}`: reads its holes, gives a string. */
  | { readonly kind: "template"; readonly holes: readonly Operand[] }
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "array"; readonly members: readonly Member[] }
  /** A function or class expression or declaration; `bodies` are its code, `captures` what they reach in this body, directly or through a nested body. */
  | {
      readonly kind: "closure";
      readonly what: "function" | "class";
      readonly bodies: readonly BodyId[];
      readonly captures: readonly LocalId[];
    }
  /** What is left after a destructuring pattern took its named parts: `...rest`. */
  | { readonly kind: "rest"; readonly of: Operand; readonly without: readonly string[] }
  /** Could not be lowered: rules stay silent about everything it mentions. */
  | { readonly kind: "unknown"; readonly reason: string; readonly operands: readonly Operand[] };

/** One element or property of a literal. */
export interface Member {
  /** Absent for array elements, spreads and computed names. */
  readonly name?: string;
  readonly value: Operand;
  readonly spread: boolean;
}

/** Destinations are whole locals; leaving by `unwind` or `closed` does not write them. */
export type Terminator =
  | { readonly kind: "goto"; readonly target: BlockId; readonly span: Span }
  /**
   * Two ways; `switch` statements are chains of `strict-equal` tests held in temporaries. The `last-case` of one that has several and no
   * `default` is tested like any other, only that most often nothing is left for its other way.
   */
  | {
      readonly kind: "branch";
      readonly test: "truthy" | "nullish" | "last-case";
      readonly operand: Operand;
      readonly yes: BlockId;
      readonly no: BlockId;
      readonly span: Span;
    }
  /** The form `super` is `super(…)`, or `super.name(…)` when the callee is a method, of `this`. */
  | {
      readonly kind: "call";
      readonly call: CallId;
      readonly form: "call" | "new" | "super" | "tagged-template" | "dynamic-import";
      readonly callee: Callee;
      readonly args: readonly Argument[];
      readonly destination: Place;
      readonly target: BlockId;
      readonly unwind: BlockId;
      readonly span: Span;
    }
  /** Asks the iterator of `iterated` for its next element: `for…of`, `for await`, array destructuring, `yield*` (which gets the returned value when done). */
  | {
      readonly kind: "next";
      readonly iterated: Operand;
      /** Which element of an array pattern it is for; absent where the elements have no place of their own. */
      readonly position: number | undefined;
      readonly async: boolean;
      readonly destination: Place;
      readonly more: BlockId;
      readonly done: BlockId;
      readonly unwind: BlockId;
      readonly span: Span;
    }
  | {
      readonly kind: "await";
      readonly operand: Operand;
      readonly destination: Place;
      readonly target: BlockId;
      readonly unwind: BlockId;
      readonly span: Span;
    }
  /** `closed` runs when the consumer calls `return()` while the generator is suspended here. */
  | {
      readonly kind: "yield";
      readonly operand: Operand;
      readonly destination: Place;
      readonly target: BlockId;
      readonly unwind: BlockId;
      readonly closed: BlockId;
      readonly span: Span;
    }
  /** Scope end of a `using` binding (`dispose`), or leaving `for…of` early (`close-iterator`). A null place is skipped at run time. */
  | {
      readonly kind: "drop";
      readonly how: "dispose" | "async-dispose" | "close-iterator";
      readonly place: Place;
      readonly target: BlockId;
      readonly unwind: BlockId;
      readonly span: Span;
    }
  | { readonly kind: "throw"; readonly operand: Operand; readonly target: BlockId; readonly span: Span }
  /** Leaves the body with the value in local 0; all `finally` blocks and drops ran before. */
  | { readonly kind: "return"; readonly span: Span }
  /** The generator was closed from outside; all `finally` blocks and drops ran before. */
  | { readonly kind: "closed"; readonly span: Span }
  /** The exception leaves the body. */
  | { readonly kind: "resume"; readonly span: Span }
  | { readonly kind: "unreachable"; readonly span: Span };

export type Callee =
  | { readonly kind: "value"; readonly operand: Operand }
  /** `receiver.name(…)`; private names keep their `#`. `span` is the name's. */
  | { readonly kind: "method"; readonly receiver: Operand; readonly name: string; readonly span: Span }
  /** `receiver[key](…)` with a key that is not constant. */
  | { readonly kind: "computed-method"; readonly receiver: Operand; readonly key: Operand };

export interface Argument {
  readonly value: Operand;
  readonly spread: boolean;
}

/** A statement's index in its block; the terminator's is `statements.length`. */
export interface Point {
  readonly block: BlockId;
  readonly index: number;
}
