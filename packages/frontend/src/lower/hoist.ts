/** What a list of statements declares: its own block's bindings, and the `var` names of everything nested in it. */

import type { LocalKind } from "@freehold/mir/body";
import type { KindName, Node } from "../syntax.ts";
import { kindOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";

export interface Declaration {
  readonly name: Node;
  readonly declared: Extract<LocalKind, { kind: "binding" }>["declared"];
}

/** Compilers agree on these bits of a declaration list's flags. */
const blockScopedFlags = 7;
const declaredByFlags = ["var", "let", "const", undefined, "using", undefined, "await-using"] as const;

export function declaredBy(list: Node): Declaration["declared"] {
  return declaredByFlags[list.flags & blockScopedFlags] ?? "let";
}

/** Bindings of these statements' own scope, in source order. */
export function blockDeclarations(body: BodyLowering, statements: readonly Node[]): readonly Declaration[] {
  return [...statements].flatMap((statement) => statementDeclarations(body, statement));
}

/** Names declared by `var` here or in nested statements, but not in nested functions. Iterative, nesting is unlimited. */
export function varNames(body: BodyLowering, statements: readonly Node[]): readonly Node[] {
  const names: Node[] = [];
  const stack = [...statements].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const list = declarationList(node);
    if (list !== undefined && declaredBy(list) === "var") names.push(...listNames(body, list));
    const nested = nestedStatements(kindOf(body, node), node).filter((child) => child !== undefined);
    stack.push(...nested.reverse());
  }
  return names;
}

/** What a list binds in its own scope; `var` binds elsewhere. A pattern cannot be `using`, whatever broken code says. */
export function listDeclarations(body: BodyLowering, list: Node): readonly Declaration[] {
  const declared = declaredBy(list);
  if (declared === "var") return [];
  return [...(list.declarations ?? [])].flatMap(({ name }) => {
    const isPattern = name !== undefined && kindOf(body, name) !== "Identifier";
    const each = isPattern && (declared === "using" || declared === "await-using") ? "const" : declared;
    return boundNames(body, name).map((bound): Declaration => ({ name: bound, declared: each }));
  });
}

export function listNames(body: BodyLowering, list: Node): readonly Node[] {
  return [...(list.declarations ?? [])].flatMap((declaration) => boundNames(body, declaration.name));
}

/** The identifiers that a name or a destructuring pattern binds. */
export function boundNames(body: BodyLowering, pattern: Node | undefined): readonly Node[] {
  const names: Node[] = [];
  const stack = pattern === undefined ? [] : [pattern];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const kind = kindOf(body, node);
    if (kind === "Identifier") names.push(node);
    else if (kind === "BindingElement") stack.push(...(node.name === undefined ? [] : [node.name]));
    else if (kind === "ObjectBindingPattern" || kind === "ArrayBindingPattern") stack.push(...[...(node.elements ?? [])].reverse());
  }
  return names;
}

export function hasModifier(body: BodyLowering, node: Node, modifier: KindName): boolean {
  for (const each of node.modifiers ?? []) {
    if (kindOf(body, each) === modifier) return true;
  }
  return false;
}

/** `declare`d, or in an `import type`-like position: nothing of it runs. */
export function isAmbient(body: BodyLowering, node: Node): boolean {
  return hasModifier(body, node, "DeclareKeyword");
}

/** A namespace of nothing but types is not there at run time. Iterative: they nest as `a.b.c` without end. */
export function isInstantiated(body: BodyLowering, namespace: Node): boolean {
  const stack = [namespace];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isAmbient(body, node) || node.body === undefined || node.name === undefined || kindOf(body, node.name) !== "Identifier") continue;
    if (kindOf(body, node.body) === "ModuleDeclaration") stack.push(node.body);
    for (const statement of node.body.statements ?? []) {
      if (kindOf(body, statement) === "ModuleDeclaration") stack.push(statement);
      else if (isValueStatement(body, statement)) return true;
    }
  }
  return false;
}

function isValueStatement(body: BodyLowering, statement: Node): boolean {
  switch (kindOf(body, statement)) {
    case "InterfaceDeclaration":
    case "TypeAliasDeclaration":
      return false;
    default:
      return !isAmbient(body, statement);
  }
}

function statementDeclarations(body: BodyLowering, statement: Node): readonly Declaration[] {
  const kind = kindOf(body, statement);
  const list = declarationList(statement);
  if (list !== undefined && kind === "VariableStatement") {
    return isAmbient(body, statement) ? [] : listDeclarations(body, list);
  }
  const declared = declaredByKind(body, kind, statement);
  return declared === undefined || statement.name === undefined ? [] : [{ name: statement.name, declared }];
}

function declaredByKind(body: BodyLowering, kind: KindName, statement: Node): Declaration["declared"] | undefined {
  if (kind === "FunctionDeclaration") return statement.body === undefined ? undefined : "function";
  if (kind === "ModuleDeclaration") return isInstantiated(body, statement) ? "const" : undefined;
  if (isAmbient(body, statement)) return undefined;
  if (kind === "ClassDeclaration") return "class";
  if (kind === "ImportEqualsDeclaration") return isAlias(body, statement) ? "const" : undefined;
  return kind === "EnumDeclaration" ? "enum" : undefined;
}

/** `import A = B.C`, which is no import. */
export function isAlias(body: BodyLowering, statement: Node): boolean {
  const entity = statement.moduleReference;
  return entity !== undefined && statement.isTypeOnly !== true && kindOf(body, entity) !== "ExternalModuleReference";
}

function declarationList(node: Node): Node | undefined {
  const list = node.declarationList ?? node.initializer;
  return list?.declarations === undefined ? undefined : list;
}

function nestedStatements(kind: KindName, node: Node): readonly (Node | undefined)[] {
  switch (kind) {
    case "Block":
    case "CaseClause":
    case "DefaultClause":
      return [...(node.statements ?? [])];
    case "IfStatement":
      return [node.thenStatement, node.elseStatement];
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoStatement":
    case "LabeledStatement":
      return [node.statement];
    case "SwitchStatement":
      return [...(node.caseBlock?.clauses ?? [])];
    case "TryStatement":
      return [node.tryBlock, node.catchClause?.block, node.finallyBlock];
    default:
      return [];
  }
}
