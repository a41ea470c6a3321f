/** Parameters: bound, defaulted, taken apart, and stored where a constructor declares them as properties. */

import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { placeOperand, use, wholeLocal } from "./emit.ts";
import { boundNames, hasModifier } from "./hoist.ts";
import { destructure, orDefault } from "./pattern.ts";
import { bind, declare, resolveName, thisOf } from "./scope.ts";

/** Into the current scope. A parameter called `this` is a type only. */
export function lowerParameters(body: BodyLowering, parameters: readonly Node[]): void {
  const real = [...parameters].filter((parameter) => parameter.name?.text !== "this");
  const locals = real.map((parameter) => addParameter(body, parameter));
  const names = real.flatMap((parameter) => patternNames(body, parameter)).filter((name) => !body.scope.names.has(name.text ?? ""));
  for (const name of names) {
    const local = declare(body, name, "let");
    body.build.push({ kind: "storage-live", local, span: spanOf(body, name) });
  }
  for (const [index, parameter] of real.entries()) {
    const local = locals[index];
    if (local === undefined) continue;
    if (parameter.initializer !== undefined) orDefault(body, parameter.initializer, local, spanOf(body, parameter));
    if (isPattern(body, parameter) && parameter.name !== undefined) {
      destructure(body, parameter.name, placeOperand(wholeLocal(local), spanOf(body, parameter)));
    }
    if (isParameterProperty(body, parameter)) body.parameterProperties.push(parameter);
  }
}

/** `constructor(private readonly pool: Pool)`: behind `super(…)`, or first of all where there is none. */
export function storeParameterProperties(body: BodyLowering): void {
  for (const { name } of body.parameterProperties) {
    if (name?.text === undefined) continue;
    const span = spanOf(body, name);
    const field = { local: thisOf(body, span), path: [{ kind: "field", name: name.text }] } as const;
    use(body, field, placeOperand(resolveName(body, name.text, span), span), span);
  }
}

function addParameter(body: BodyLowering, parameter: Node): ReturnType<typeof bind> {
  const kind = { kind: "param", rest: parameter.dotDotDotToken !== undefined } as const;
  const { name } = parameter;
  const isNamed = name !== undefined && kindOf(body, name) === "Identifier";
  const local = isNamed ? bind(body, name, kind) : body.build.addLocal("", kind, spanOf(body, name ?? parameter));
  body.params.push(local);
  return local;
}

function patternNames(body: BodyLowering, parameter: Node): readonly Node[] {
  return isPattern(body, parameter) ? boundNames(body, parameter.name) : [];
}

function isPattern(body: BodyLowering, parameter: Node): boolean {
  return parameter.name !== undefined && kindOf(body, parameter.name) !== "Identifier";
}

function isParameterProperty(body: BodyLowering, parameter: Node): boolean {
  if (parameter.modifiers === undefined) return false;
  const visible = ["PublicKeyword", "PrivateKeyword", "ProtectedKeyword", "ReadonlyKeyword", "OverrideKeyword"] as const;
  return visible.some((modifier) => hasModifier(body, parameter, modifier));
}
