/** What other modules see of a file: functions and classes that it exports by name, as default, or in a list. */

import type { Node } from "../syntax.ts";
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

function isClass(reading: Reading, node: Node): boolean {
  return kindOf(reading, node) === "ClassDeclaration";
}

function isPrivate(reading: Reading, { name, modifiers }: Node): boolean {
  if (name !== undefined && kindOf(reading, name) === "PrivateIdentifier") return true;
  return [...(modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "PrivateKeyword");
}

/** A variable stands in a list of a statement, which has the word. */
function isExportedVariable(reading: Reading, { name, parent }: Node): boolean {
  return hasExport(reading, parent.parent) || isListed(reading, name?.text);
}

function isExported(reading: Reading, node: Node): boolean {
  if (kindOf(reading, node.parent) !== "SourceFile") return false;
  return hasExport(reading, node) || isListed(reading, node.name?.text);
}

function hasExport(reading: Reading, { modifiers }: Node): boolean {
  return [...(modifiers ?? [])].some((modifier) => kindOf(reading, modifier) === "ExportKeyword");
}

/** `export { open, close as end };`, `export default open;` */
function isListed(reading: Reading, name: string | undefined): boolean {
  if (name === undefined) return false;
  return [...(reading.syntax.root.statements ?? [])].some((statement) => {
    const kind = kindOf(reading, statement);
    if (kind === "ExportAssignment") return statement.expression?.text === name;
    if (kind !== "ExportDeclaration" || statement.moduleSpecifier !== undefined) return false;
    return [...(statement.exportClause?.elements ?? [])].some((each) => (each.propertyName ?? each.name)?.text === name);
  });
}
