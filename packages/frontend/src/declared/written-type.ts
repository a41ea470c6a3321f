/** Reads one annotation: what its type says about ownership. */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import type { DeclaredType, Signature, TypeParameter } from "@freehold/mir/declared";
import type { KindName, Node, SourceFileSyntax } from "../syntax.ts";

/** What is known while the annotations of one file are read. */
export interface Reading {
  readonly file: FilePath;
  readonly syntax: SourceFileSyntax;
  /** Local names of what is imported from `freehold`, by what it is called there. */
  readonly ownWords: ReadonlyMap<string, string>;
  /** Local names of what the file exports in lists and as default. */
  readonly listed: ReadonlySet<string>;
  /** Names of the lifetime parameters in scope, innermost last. */
  readonly lifetimes: readonly string[];
}

export function writtenType(reading: Reading, node: Node | undefined): DeclaredType {
  if (node === undefined) return { kind: "unwritten" };
  switch (kindOf(reading, node)) {
    case "NumberKeyword":
    case "StringKeyword":
    case "BooleanKeyword":
    case "BigIntKeyword":
    case "SymbolKeyword":
    case "TemplateLiteralType":
    case "TypePredicate":
      return { kind: "copy" };
    case "LiteralType":
      return node.literal !== undefined && kindOf(reading, node.literal) === "NullKeyword" ? { kind: "nothing" } : { kind: "copy" };
    case "UndefinedKeyword":
    case "VoidKeyword":
    case "NeverKeyword":
      return { kind: "nothing" };
    case "ParenthesizedType":
    case "OptionalType":
      return writtenType(reading, node.type);
    case "TypeOperator":
      return textOf(reading, node).startsWith("readonly") ? writtenType(reading, node.type) : { kind: "copy" };
    case "ThisType":
      return { kind: "this" };
    case "ArrayType":
      return { kind: "array", element: writtenType(reading, node.elementType) };
    case "TupleType":
      return tuple(reading, node);
    case "UnionType":
      return { kind: "union", parts: [...(node.types ?? [])].map((part) => writtenType(reading, part)) };
    case "IntersectionType":
      return mixed([...(node.types ?? [])].map((part) => writtenType(reading, part)));
    case "TypeLiteral":
      return { kind: "record", fields: writtenFields(reading, node.members ?? []) };
    case "FunctionType":
      return { kind: "function", signature: writtenSignature(reading, node) };
    case "TypeReference":
    case "ExpressionWithTypeArguments":
      return reference(reading, node);
    default:
      return unknownType(reading, node);
  }
}

/** The text of a value stands for its type where that is `any`. */
export function unknownType(reading: Reading, node: Node, text: string = textOf(reading, node)): DeclaredType {
  return { kind: "unknown", text, span: { file: reading.file, start: node.getStart(), end: node.end } };
}

/** Of a function, method, constructor or function type; `body` is added by who knows it. */
export function writtenSignature(outer: Reading, node: Node): Signature {
  const parameters = typeParameters(outer, node);
  const reading = within(outer, parameters);
  const all = [...(node.parameters ?? [])];
  const real = all.filter(({ name }) => name?.text !== "this");
  const receiver = all.find(({ name }) => name?.text === "this")?.type;
  return {
    parameters,
    receiver: receiver === undefined ? undefined : writtenType(reading, receiver),
    arguments: real.map((parameter) => typeOrInitial(reading, parameter)),
    argumentSpans: real.map(({ type }) => spanOf(reading, type)),
    rest: real.at(-1)?.dotDotDotToken !== undefined,
    result: writtenType(reading, node.type),
    resultSpan: spanOf(reading, node.type),
    async: [...(node.modifiers ?? [])].some((modifier) => kindOf(outer, modifier) === "AsyncKeyword"),
    generator: node.asteriskToken !== undefined,
    body: undefined,
  };
}

/** `A extends B, B extends Lifetime`: both are lifetimes, whichever comes first. */
export function typeParameters(outer: Reading, node: Node): readonly TypeParameter[] {
  const written = [...(node.typeParameters ?? [])].map((parameter) => ({
    name: parameter.name?.text ?? "",
    bound: parameter.constraint === undefined ? "" : referenceName(outer, parameter.constraint),
  }));
  const isLifetime = (bound: string): boolean =>
    outer.ownWords.get(bound) === "Lifetime" || outer.lifetimes.includes(bound) || lifetimes.has(bound);
  const lifetimes = new Set<string>();
  // Each round finds what is bound by what the last one found.
  written.forEach(() => {
    for (const { name, bound } of written) if (isLifetime(bound)) lifetimes.add(name);
  });
  return written.map(({ name, bound }) => {
    const outlives = outer.ownWords.get(bound) === "Lifetime" ? undefined : bound;
    return lifetimes.has(name) ? { name, kind: "lifetime", outlives } : { name, kind: "type", outlives: undefined };
  });
}

export function within(reading: Reading, parameters: readonly TypeParameter[]): Reading {
  const lifetimes = parameters.filter(({ kind }) => kind === "lifetime").map(({ name }) => name);
  return lifetimes.length === 0 ? reading : { ...reading, lifetimes: [...reading.lifetimes, ...lifetimes] };
}

/** Properties with a plain name, in the order of the text. */
export function writtenFields(reading: Reading, members: readonly Node[]): ReadonlyMap<string, DeclaredType> {
  const fields = new Map<string, DeclaredType>();
  for (const member of members) {
    const kind = kindOf(reading, member);
    if (member.name?.text === undefined || (kind !== "PropertySignature" && kind !== "PropertyDeclaration")) continue;
    fields.set(member.name.text, typeOrInitial(reading, member));
  }
  return fields;
}

function typeOrInitial(reading: Reading, { type, initializer }: Node): DeclaredType {
  return type === undefined ? initialType(reading, initializer) : writtenType(reading, type);
}

/** `count = 0`, `parts = new Parts()`: plain enough to need no annotation. */
function initialType(reading: Reading, initializer: Node | undefined): DeclaredType {
  switch (initializer === undefined ? "Unknown" : kindOf(reading, initializer)) {
    case "NumericLiteral":
    case "StringLiteral":
    case "NoSubstitutionTemplateLiteral":
    case "TemplateExpression":
    case "BigIntLiteral":
    case "TrueKeyword":
    case "FalseKeyword":
      return { kind: "copy" };
    case "NewExpression":
      return reference(reading, initializer!);
    case "CallExpression":
      return madeType(reading, initializer!);
    default:
      return { kind: "unwritten" };
  }
}

/** `jobs = SlotMap.new<Job>()`, of Freehold's own. */
function madeType(reading: Reading, { expression, typeArguments }: Node): DeclaredType {
  const [, name = ""] = /^(\w+)\.(?:new|withCapacity)$/.exec(expression === undefined ? "" : textOf(reading, expression)) ?? [];
  if (typeArguments === undefined || !reading.ownWords.has(name)) return { kind: "unwritten" };
  return { kind: "named", name, arguments: typeArguments.map((each) => writtenType(reading, each)) };
}

export function spanOf({ file }: Reading, node: Node | undefined): Span | undefined {
  return node === undefined ? undefined : { file, start: node.getStart(), end: node.end };
}

export function kindOf({ syntax }: Reading, node: Node): KindName {
  return syntax.kindName(node.kind);
}

export function textOf({ syntax }: Reading, node: Node): string {
  return syntax.text.slice(node.getStart(), node.end);
}

function reference(reading: Reading, node: Node): DeclaredType {
  const name = referenceName(reading, node);
  const given = [...(node.typeArguments ?? [])];
  const [first, second] = given;
  switch (reading.ownWords.get(name)) {
    case "Ref":
    case "Mut":
      return {
        kind: "borrow",
        how: reading.ownWords.get(name) === "Ref" ? "shared" : "exclusive",
        lifetime: second === undefined ? undefined : referenceName(reading, second),
        of: writtenType(reading, first),
      };
    case "Own":
      return { kind: "own", of: writtenType(reading, first) };
    default:
      break;
  }
  const args = given.map((each) => writtenType(reading, each));
  if ((name === "Array" || name === "ReadonlyArray") && args[0] !== undefined) return { kind: "array", element: args[0] };
  if ((name === "Readonly" || name === "NonNullable") && args[0] !== undefined) return args[0];
  return { kind: "named", name, arguments: args };
}

/** `number & Brand` is a number, and `Item & Named` an item. */
function mixed(parts: readonly DeclaredType[]): DeclaredType {
  const plain = parts.find(({ kind }) => kind === "copy");
  return plain ?? parts.find(({ kind }) => kind !== "record" && kind !== "unknown") ?? parts[0] ?? { kind: "unwritten" };
}

function tuple(reading: Reading, node: Node): DeclaredType {
  const elements = [...(node.elements ?? [])];
  const types = elements.map((element) => writtenType(reading, kindOf(reading, element) === "NamedTupleMember" ? element.type : element));
  return { kind: "record", fields: new Map(types.map((type, index) => [String(index), type])) };
}

function referenceName(reading: Reading, node: Node): string {
  const name = node.typeName ?? node.expression ?? node;
  return name.text ?? textOf(reading, name);
}
