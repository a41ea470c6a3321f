/** Names that come from other modules: `import` in all its forms, and `const … = require("…")`. */

import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { lookUp } from "./scope.ts";

/** Binds the names of an import statement; types are no values and stay unbound. */
export function bindImports(body: BodyLowering, statements: readonly Node[]): void {
  for (const statement of statements) {
    const kind = kindOf(body, statement);
    if (kind === "ImportDeclaration") bindImportClause(body, statement);
    else if (kind === "ImportEqualsDeclaration") bindImportEquals(body, statement);
  }
}

/** Binds the name when its declaration is a `require`; false when it is an ordinary binding. */
export function bindRequires(body: BodyLowering, name: Node): boolean {
  const imported = requiredName(body, name);
  if (imported === undefined) return false;
  bindImport(body, name, imported.module, imported.name);
  return true;
}

/** Whether the declaration binds nothing but what a `require` returns. */
export function isRequire(body: BodyLowering, declaration: Node): boolean {
  const [first] = namesOfRequire(body, declaration);
  return first !== undefined && lookUp(body, first.text ?? "")?.kind === "import";
}

function bindImportClause(body: BodyLowering, statement: Node): void {
  const clause = statement.importClause;
  const module = statement.moduleSpecifier?.text;
  if (clause === undefined || module === undefined || isTypeOnlyClause(body, clause)) return;
  if (clause.name !== undefined) bindImport(body, clause.name, module, "default");
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (kindOf(body, bindings) === "NamespaceImport" && bindings.name !== undefined) bindImport(body, bindings.name, module, "*");
  for (const specifier of bindings.elements ?? []) {
    const { name } = specifier;
    if (name !== undefined && specifier.isTypeOnly !== true) bindImport(body, name, module, (specifier.propertyName ?? name).text ?? "");
  }
}

/** `import fs = require("node:fs")`; `import A = B.C` is an alias that `statement.ts` lowers. */
function bindImportEquals(body: BodyLowering, statement: Node): void {
  const module = statement.moduleReference?.expression?.text;
  if (module === undefined || statement.name === undefined || statement.isTypeOnly === true) return;
  bindImport(body, statement.name, module, "*");
}

function bindImport(body: BodyLowering, name: Node, module: string, imported: string): void {
  body.scope.names.set(name.text ?? "", { kind: "import", module, name: imported, span: spanOf(body, name) });
}

/** TypeScript 7 keeps the modifier's kind, TypeScript 6 a flag. */
function isTypeOnlyClause(body: BodyLowering, clause: Node): boolean {
  if (clause.isTypeOnly === true) return true;
  return clause.phaseModifier !== undefined && body.file.syntax.kindName(clause.phaseModifier) === "TypeKeyword";
}

function requiredName(body: BodyLowering, name: Node): { readonly module: string; readonly name: string } | undefined {
  const element = kindOf(body, name.parent) === "BindingElement" ? name.parent : undefined;
  const declaration = element === undefined ? name.parent : element.parent.parent;
  if (kindOf(body, declaration) !== "VariableDeclaration" || !namesOfRequire(body, declaration).includes(name)) return undefined;
  const required = requireCall(body, declaration.initializer);
  if (required === undefined) return undefined;
  return element === undefined ? required : { module: required.module, name: (element.propertyName ?? name).text ?? "" };
}

/** Only the plain forms: `const fs = require(…)`, `const { open, close: shut } = require(…)`. */
function namesOfRequire(body: BodyLowering, declaration: Node): readonly Node[] {
  const { name } = declaration;
  const required = requireCall(body, declaration.initializer);
  if (name === undefined || required === undefined) return [];
  if (kindOf(body, name) === "Identifier") return [name];
  if (kindOf(body, name) !== "ObjectBindingPattern" || required.name !== "*") return [];
  const elements = [...(name.elements ?? [])];
  const names = elements.flatMap((element) => (element.name === undefined ? [] : [element.name]));
  const plain = elements.every((element, index) => isPlainElement(body, element) && kindOf(body, names[index] ?? element) === "Identifier");
  return plain ? names : [];
}

function isPlainElement(body: BodyLowering, element: Node): boolean {
  if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return false;
  return element.propertyName === undefined || kindOf(body, element.propertyName) === "Identifier";
}

/** `require("m")` and `require("m").name`. */
function requireCall(body: BodyLowering, node: Node | undefined): { readonly module: string; readonly name: string } | undefined {
  if (node === undefined) return undefined;
  if (kindOf(body, node) === "PropertyAccessExpression") {
    const module = requiredModule(body, node.expression);
    return module === undefined ? undefined : { module, name: node.name?.text ?? "" };
  }
  const module = requiredModule(body, node);
  return module === undefined ? undefined : { module, name: "*" };
}

function requiredModule(body: BodyLowering, node: Node | undefined): string | undefined {
  if (node === undefined || kindOf(body, node) !== "CallExpression") return undefined;
  if (node.expression?.text !== "require" || node.arguments?.length !== 1) return undefined;
  const [argument] = node.arguments;
  if (argument === undefined || kindOf(body, argument) !== "StringLiteral") return undefined;
  return lookUp(body, "require") === undefined ? argument.text : undefined;
}
