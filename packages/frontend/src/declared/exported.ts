/** What other modules see of a file: functions and classes that it exports by name, as default, or in a list. */

import type { Node, SourceFileSyntax } from "../syntax.ts";
import { kindOf, type Reading } from "./written-type.ts";

/** Of a function, method or constructor. */
export function isSeenOutside(reading: Reading, node: Node): boolean {
  switch (kindOf(reading, node)) {
    case "FunctionDeclaration":
      return isExported(reading, node);
    case "MethodDeclaration":
    case "Constructor":
    case "GetAccessor":
    case "SetAccessor":
      return !isPrivate(reading, node) && isClass(reading, node.parent) && isExported(reading, node.parent);
    case "ArrowFunction":
    case "FunctionExpression":
      return kindOf(reading, node.parent) === "VariableDeclaration" && isExportedVariable(reading, node.parent);
    default:
      return false;
  }
}

/** `export { open, close as end };`, `export default open;` */
export function listedNames({ root, kindName }: SourceFileSyntax): ReadonlySet<string> {
  const names = [...(root.statements ?? [])].flatMap((statement) => {
    const kind = kindName(statement.kind);
    if (kind === "ExportAssignment") return [statement.expression?.text];
    if (kind !== "ExportDeclaration" || statement.moduleSpecifier !== undefined) return [];
    return [...(statement.exportClause?.elements ?? [])].map((each) => (each.propertyName ?? each.name)?.text);
  });
  return new Set(names.filter((name) => name !== undefined));
}

function isClass(reading: Reading, node: Node): boolean {
  return kindOf(reading, node) === "ClassDeclaration";
}

function isPrivate(reading: Reading, { name, modifiers }: Node): boolean {
  if (name !== undefined && kindOf(reading, name) === "PrivateIdentifier") return true;
  return [...(modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "PrivateKeyword");
}

/** A variable stands in a list of a statement, which has the word. */
function isExportedVariable(reading: Reading, { name, parent }: Node): boolean {
  return hasExport(reading, parent.parent) || reading.listed.has(name?.text ?? "");
}

function isExported(reading: Reading, node: Node): boolean {
  if (kindOf(reading, node.parent) !== "SourceFile") return false;
  return hasExport(reading, node) || reading.listed.has(node.name?.text ?? "");
}

function hasExport(reading: Reading, { modifiers }: Node): boolean {
  return [...(modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "ExportKeyword");
}
