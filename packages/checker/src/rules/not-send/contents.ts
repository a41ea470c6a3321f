/** What in a value cannot be sent, or arrives as something else: functions, promises, instances of classes with code, what belongs to its thread. */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Rvalue } from "@freehold/mir/body";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { hasCode, ownedType } from "../../contracts/owned-type.ts";
import { callFact, localType } from "../../contracts/resolve.ts";
import { originsIn, type Origins } from "../../facts/origin.ts";

export type Content = { readonly span: Span; readonly text: string } &
  /** `known`: by its code, or only by the name of a parameter. */
  (
    | { readonly kind: "function"; readonly known: "by-code" | "by-name" }
    | { readonly kind: "promise" }
    /** A model says that it cannot leave its thread. */
    | { readonly kind: "local"; readonly what: string; readonly staysHere: string }
    /** `holds`: a field of it that is a function, which throws; without one only its methods are lost. */
    | { readonly kind: "instance"; readonly name: string; readonly holds: string | undefined }
  );

interface Search {
  readonly view: BodyView;
  readonly origins: Origins;
  readonly body: Body;
}

const deepest = 4;

export function contentsOf(view: BodyView, value: Operand): readonly Content[] {
  return within({ view, origins: originsIn(view.knowledge.program), body: view.body }, value, value, 0);
}

/** `shown` is where the value is written in the message. */
function within(search: Search, value: Operand, shown: Operand, depth: number): readonly Content[] {
  if (value.kind !== "place" || depth > deepest) return [];
  const { view, origins, body } = search;
  const at = { span: shown.span, text: operandText(view.body, shown) ?? "" };
  const member = value.place.path.at(-1);
  if (member?.kind === "field" && memberIsCalled.test(member.name)) return [{ kind: "function", known: "by-name", ...at }];
  const origin = value.place.path.length === 0 ? origins.of(body, value.place) : undefined;
  const holder = origin === undefined || origin.path.length > 0 ? undefined : view.knowledge.program.bodies[origin.body];
  if (origin === undefined || holder === undefined) return [];
  if (holder.locals[origin.local]?.kind.kind === "this") return instance(search, holder.file, holder.scope.at(-2) ?? "", at);
  const definitions = origins.definitions(holder);
  const defined: Rvalue | undefined = definitions.values.get(origin.local);
  if (defined?.kind === "closure") return defined.what === "function" ? [{ kind: "function", known: "by-code", ...at }] : [];
  if (defined?.kind === "object" || defined?.kind === "array") {
    const inner = { ...search, body: holder };
    return defined.members.flatMap((member) =>
      member.spread ? [] : within(inner, member.value, holder === view.body ? member.value : shown, depth + 1),
    );
  }
  if (soundsCallable(holder, origin.local)) return [{ kind: "function", known: "by-name", ...at }];
  const inner = { ...search, body: holder };
  return [...promised(inner, origin.local, at), ...typed(inner, origin.local, at), ...staying(inner, origin.local, at)];
}

/** A parameter that everybody takes for a function: `onDone`, `resolve`. */
function soundsCallable({ locals }: Body, local: LocalId): boolean {
  const found = locals[local];
  return found?.kind.kind === "param" && parameterIsCalled.test(found.name);
}

const parameterIsCalled = /^(?:on[A-Z]\w*|callback|cb|resolve|reject|\w+(?:Callback|Handler|Listener))$/;

/** `error.setCode`, `options.onProgress`: what is read so and not called. */
const memberIsCalled = /^(?:(?:on|set)[A-Z]\w*|callback|\w+(?:Callback|Handler|Listener))$/;

type At = Pick<Content, "span" | "text">;

/** `{ rows: load() }`, which nobody awaited. */
function promised({ view, origins, body }: Search, local: LocalId, at: At): readonly Content[] {
  const definitions = origins.definitions(body);
  const [call, ...others] = definitions.calls.get(local) ?? [];
  if (call === undefined || others.length > 0 || definitions.awaited.has(local)) return [];
  const fact = callFact(view.knowledge, body, call.call);
  const { types, bodies } = view.knowledge.program;
  const isPromise =
    fact !== undefined && (types[fact.result]?.shape === "promise" || (fact.body !== undefined && bodies[fact.body]?.async === true));
  return isPromise ? [{ kind: "promise", ...at }] : [];
}

/** By the class that is made, or the type that it was found to have. */
function typed(search: Search, local: LocalId, at: At): readonly Content[] {
  const { view, origins, body } = search;
  const { knowledge } = view;
  const [call] = origins.definitions(body).calls.get(local) ?? [];
  const fact = call?.form === "new" ? callFact(knowledge, body, call.call) : undefined;
  if (fact?.origin.kind === "project") return instance(search, fact.origin.file, fact.owner, at);
  const id = localType(knowledge, body, { kind: "place", place: { local, path: [] }, span: at.span });
  const type = id === undefined ? undefined : knowledge.program.types[id];
  if (type?.shape !== "object" || type.origin.kind !== "project" || !hasCode(knowledge, type)) return [];
  return instance(search, type.origin.file, type.name, at);
}

function staying(search: Search, local: LocalId, at: At): readonly Content[] {
  const { view, origins, body } = search;
  const [call, ...others] = origins.definitions(body).calls.get(local) ?? [];
  const made = call === undefined || others.length > 0 ? undefined : callFact(view.knowledge, body, call.call)?.result;
  const id = localType(view.knowledge, body, { kind: "place", place: { local, path: [] }, span: at.span }) ?? made;
  const type = id === undefined ? undefined : ownedType(view.knowledge, id);
  return type?.model?.staysHere === undefined ? [] : [{ kind: "local", what: type.what, staysHere: type.model.staysHere, ...at }];
}

function instance({ view, origins }: Search, file: FilePath, name: string, at: At): readonly Content[] {
  const members = bodiesOf(view.knowledge.program, file).filter((member) => member.scope.at(-2) === name);
  const holds = members
    .filter(({ kind }) => kind === "constructor" || kind === "initializer")
    .map((member) => functionField(origins, member))
    .find((field) => field !== undefined);
  const methods = members.some(({ kind, span }) => kind === "method" && !isStatic(view, file, span));
  return holds === undefined && !methods ? [] : [{ kind: "instance", name, holds, ...at }];
}

/** `handler = () => …`, `this.locale = { ordinal: (n) => … }`; private fields are not cloned. */
function functionField(origins: Origins, member: Body): string | undefined {
  for (const { statements } of member.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || member.locals[statement.target.local]?.kind.kind !== "this") continue;
      const [field, ...deeper] = statement.target.path;
      if (field?.kind !== "field" || deeper.length > 0 || field.name.startsWith("#")) continue;
      if (holdsFunction(origins, member, statement.value, 0)) return field.name;
    }
  }
  return undefined;
}

function holdsFunction(origins: Origins, body: Body, value: Rvalue | undefined, depth: number): boolean {
  if (value === undefined || depth > deepest) return false;
  const defined = (operand: Operand): Rvalue | undefined =>
    operand.kind === "place" && operand.place.path.length === 0 && body.locals[operand.place.local]?.kind.kind === "temporary"
      ? origins.definitions(body).values.get(operand.place.local)
      : undefined;
  if (value.kind === "closure") return value.what === "function";
  if (value.kind === "use") return holdsFunction(origins, body, defined(value.operand), depth + 1);
  if (value.kind !== "object" && value.kind !== "array") return false;
  return value.members.some((member) => holdsFunction(origins, body, defined(member.value), depth + 1));
}

function isStatic({ knowledge }: BodyView, file: FilePath, { start }: Span): boolean {
  return /^(?:(?:public|private|protected)\s+)?static\b/.test(knowledge.files.get(file)?.text.slice(start, start + 40) ?? "");
}
