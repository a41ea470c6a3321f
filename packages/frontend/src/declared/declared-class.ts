/** Reads a class or interface: its fields, its methods, and whether it is owned. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { DeclaredClass, DeclaredType, Signature, TypeParameter } from "@freehold/mir/declared";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf, textOf, writtenFields, writtenSignature, writtenType, type Reading } from "./written-type.ts";

export function declaredClass(
  reading: Reading,
  node: Node,
  parameters: readonly TypeParameter[],
  bodyOf: (member: Node) => BodyId | undefined,
): DeclaredClass {
  const members = [...(node.members ?? [])];
  const makers = members.filter((member) => kindOf(reading, member) === "Constructor");
  const properties = makers.flatMap((maker) => [...(maker.parameters ?? [])]).filter((each) => isParameterProperty(reading, each));
  const withSignature = (member: Node): Signature => ({ ...writtenSignature(reading, member), body: bodyOf(member) });
  const named = (found: readonly Node[]): readonly NamedSignature[] =>
    found.map((member) => ({ name: memberName(reading, member), signature: withSignature(member) }));
  const methods = members.filter((member) => isMethod(reading, member));
  const ofInstances = named(methods.filter((member) => !isStatic(reading, member)));
  const instance = firstOfEach(ofInstances);
  const getters = members.filter((member) => kindOf(reading, member) === "GetAccessor" && !isStatic(reading, member));
  const heritage = [...(node.heritageClauses ?? [])];
  const bases = heritage.flatMap((clause) => [...(clause.types ?? [])].map((type) => ({ clause, type })));
  const base = bases.find(({ clause }) => clause.token !== undefined && reading.syntax.kindName(clause.token) === "ExtendsKeyword");
  return {
    name: node.name?.text ?? "",
    kind: kindOf(reading, node) === "InterfaceDeclaration" ? "interface" : "class",
    parameters,
    owned: bases.some(({ type }) => reading.ownWords.get(textOf(reading, type)) === "Owned"),
    disposable: instance.has("[Symbol.dispose]"),
    fields: new Map([
      ...writtenFields(
        reading,
        members.filter((member) => !isStatic(reading, member)),
      ),
      ...properties.map(({ name, type }): [string, DeclaredType] => [name?.text ?? "", writtenType(reading, type)]),
    ]),
    fieldSpans: new Map(
      [...members.filter((member) => !isStatic(reading, member)), ...properties].flatMap((field) => fieldSpan(reading, field)),
    ),
    fixed: new Set([...members, ...makers.flatMap((maker) => [...(maker.parameters ?? [])])].flatMap((each) => fixedName(reading, each))),
    methods: instance,
    exclusive: exclusiveTwins(ofInstances),
    accessors: new Map(getters.map((getter) => [memberName(reading, getter), writtenType(reading, getter.type)])),
    statics: firstOfEach(named(methods.filter((member) => isStatic(reading, member)))),
    maker: makers[0] === undefined ? undefined : withSignature(makers[0]),
    base: base === undefined ? undefined : writtenType(reading, base.type),
  };
}

interface NamedSignature {
  readonly name: string;
  readonly signature: Signature;
}

/** The signatures of overloads are what a caller sees, and the first one speaks; the code stands behind the last one. */
function firstOfEach(all: readonly NamedSignature[]): ReadonlyMap<string, Signature> {
  const found = new Map<string, Signature>();
  for (const { name, signature } of all) found.set(name, { ...(found.get(name) ?? signature), body: signature.body });
  return found;
}

/** Of those that are declared for `this: Ref<…>` first. */
function exclusiveTwins(all: readonly NamedSignature[]): ReadonlyMap<string, Signature> {
  const first = firstOfEach(all);
  const isTwin = ({ name, signature: { receiver } }: NamedSignature): boolean =>
    receiver?.kind === "borrow" && receiver.how === "exclusive" && isSharedReceiver(first.get(name)?.receiver);
  return new Map(all.filter(isTwin).map(({ name, signature }) => [name, signature]));
}

function isSharedReceiver(receiver: DeclaredType | undefined): boolean {
  return receiver?.kind === "borrow" && receiver.how === "shared";
}

function isParameterProperty(reading: Reading, { name, modifiers }: Node): boolean {
  return name?.text !== undefined && [...(modifiers ?? [])].some((each) => kindOf(reading, each) !== "Decorator");
}

function fieldSpan(reading: Reading, { name, type }: Node): readonly (readonly [string, Span])[] {
  const span = spanOf(reading, type);
  return name?.text === undefined || span === undefined ? [] : [[name.text, span]];
}

function isMethod(reading: Reading, member: Node): boolean {
  const kind = kindOf(reading, member);
  return kind === "MethodDeclaration" || kind === "MethodSignature";
}

function fixedName(reading: Reading, { name, modifiers }: Node): readonly string[] {
  const isFixed = [...(modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "ReadonlyKeyword");
  return isFixed && name?.text !== undefined ? [name.text] : [];
}

function isStatic(reading: Reading, member: Node): boolean {
  return [...(member.modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "StaticKeyword");
}

/** `[Symbol.dispose]` and its like are named as in bodies. */
function memberName(reading: Reading, { name }: Node): string {
  if (name === undefined) return "";
  return kindOf(reading, name) === "ComputedPropertyName" ? textOf(reading, name) : (name.text ?? "");
}
