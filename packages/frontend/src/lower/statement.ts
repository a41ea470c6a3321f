/** Statements, one case for each kind. */

import type { Node } from "../syntax.ts";
import { lowerBlock } from "./block.ts";
import { lowerClass } from "./class.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, goTo, newBlock, placeOperand, returnPlace, undefinedAt, use, wholeLocal } from "./emit.ts";
import { findJump, leave, popFrame, pushFrame, unwindTarget } from "./exits.ts";
import { isOverBudget } from "./function.ts";
import { isAlias, isAmbient } from "./hoist.ts";
import { lowerDo, lowerFor, lowerForIn, lowerForOf, lowerWhile } from "./loop.ts";
import { lowerEnum, lowerNamespace } from "./namespace.ts";
import { declare, defaultExport, resolveName } from "./scope.ts";
import { lowerSwitch } from "./switch.ts";
import { lowerTry } from "./try.ts";
import { unknownOperand } from "./unknown.ts";
import { lowerDeclarations } from "./variable.ts";
import { conditionOf, effectOf, into, operandOf, statementOf } from "./visit.ts";

export function lowerStatement(body: BodyLowering, node: Node): void {
  if (isOverBudget(body)) return;
  switch (kindOf(body, node)) {
    case "ExpressionStatement":
      return effectOf(body, node.expression);
    case "VariableStatement":
      return node.declarationList === undefined || isAmbient(body, node) ? undefined : lowerDeclarations(body, node.declarationList);
    case "ReturnStatement":
      return lowerReturn(body, node);
    case "IfStatement":
      return lowerIf(body, node);
    case "Block":
      return lowerBlock(body, node);
    case "TryStatement":
      return lowerTry(body, node);
    case "ThrowStatement":
      return lowerThrow(body, node);
    case "WhileStatement":
    case "DoStatement":
    case "ForStatement":
    case "ForOfStatement":
    case "ForInStatement":
    case "SwitchStatement":
      return lowerBreakable(body, node, [""]);
    case "LabeledStatement":
      return lowerLabeled(body, node);
    case "BreakStatement":
      return lowerJump(body, node, "break");
    case "ContinueStatement":
      return lowerJump(body, node, "continue");
    case "ClassDeclaration":
      return lowerClassDeclaration(body, node);
    case "EnumDeclaration":
      return lowerEnum(body, node);
    case "ModuleDeclaration":
      return lowerNamespace(body, node);
    case "ExportAssignment":
      return lowerExportAssignment(body, node);
    case "ImportEqualsDeclaration":
      return lowerAlias(body, node);
    case "FunctionDeclaration": // Has its value since the start of the block.
    case "ImportDeclaration":
    case "ExportDeclaration":
    case "InterfaceDeclaration":
    case "TypeAliasDeclaration":
    case "NamespaceExportDeclaration":
    case "JSTypeAliasDeclaration":
    case "JSImportDeclaration":
    case "EmptyStatement":
    case "DebuggerStatement":
    case "NotEmittedStatement":
      return;
    default:
      unknownOperand(body, node, `unsupported statement ${kindOf(body, node)}`);
  }
}

function lowerReturn(body: BodyLowering, node: Node): void {
  const span = spanOf(body, node);
  if (node.expression === undefined) use(body, wholeLocal(returnPlace), undefinedAt(span), span);
  else into(body, node.expression, returnPlace);
  leave(body, { kind: "return" }, span);
}

function lowerThrow(body: BodyLowering, node: Node): void {
  const operand = operandOf(body, node.expression);
  body.build.terminate({ kind: "throw", operand, target: unwindTarget(body, body.frame), span: spanOf(body, node) });
}

/** `else if` is one more turn, not one more level. */
function lowerIf(body: BodyLowering, node: Node): void {
  const join = newBlock(body);
  let rest: Node | undefined = node;
  while (rest !== undefined && kindOf(body, rest) === "IfStatement") {
    const [yes, no] = [newBlock(body), newBlock(body)];
    conditionOf(body, rest.expression, yes, no);
    body.build.switchTo(yes);
    statementOf(body, rest.thenStatement);
    goTo(body, join, spanOf(body, rest));
    body.build.switchTo(no);
    rest = rest.elseStatement;
  }
  statementOf(body, rest);
  goTo(body, join, spanOf(body, node));
  body.build.switchTo(join);
}

function lowerLabeled(body: BodyLowering, node: Node): void {
  const labels: string[] = [];
  let statement: Node | undefined = node;
  while (statement !== undefined && kindOf(body, statement) === "LabeledStatement") {
    labels.push(statement.label?.text ?? "");
    statement = statement.statement;
  }
  if (statement === undefined) return;
  if (isBreakable(body, statement)) return lowerBreakable(body, statement, [...labels, ""]);
  const after = newBlock(body);
  const frame = pushFrame(body, { kind: "break", labels, target: after });
  statementOf(body, statement);
  popFrame(body, frame);
  goTo(body, after, spanOf(body, node));
  body.build.switchTo(after);
}

function lowerBreakable(body: BodyLowering, node: Node, labels: readonly string[]): void {
  switch (kindOf(body, node)) {
    case "WhileStatement":
      return lowerWhile(body, node, labels);
    case "DoStatement":
      return lowerDo(body, node, labels);
    case "ForStatement":
      return lowerFor(body, node, labels);
    case "ForOfStatement":
      return lowerForOf(body, node, labels);
    case "ForInStatement":
      return lowerForIn(body, node, labels);
    default:
      return lowerSwitch(body, node, labels);
  }
}

function isBreakable(body: BodyLowering, node: Node): boolean {
  switch (kindOf(body, node)) {
    case "WhileStatement":
    case "DoStatement":
    case "ForStatement":
    case "ForOfStatement":
    case "ForInStatement":
    case "SwitchStatement":
      return true;
    default:
      return false;
  }
}

/** A jump to nowhere is a syntax error; what follows it does not run either. */
function lowerJump(body: BodyLowering, node: Node, kind: "break" | "continue"): void {
  const exit = findJump(body, kind, node.label?.text ?? "");
  const span = spanOf(body, node);
  if (exit === undefined) body.build.terminate({ kind: "unreachable", span });
  else leave(body, exit, span);
}

function lowerClassDeclaration(body: BodyLowering, node: Node): void {
  if (isAmbient(body, node)) return;
  const target = node.name === undefined ? defaultExport(body, node) : declare(body, node.name, "class");
  lowerClass(body, node, target);
}

/** `export default value` and `export = value`: kept by the module for ever. */
function lowerExportAssignment(body: BodyLowering, node: Node): void {
  into(body, node.expression, defaultExport(body, node));
}

/** `import Short = Long.Name.Space`. */
function lowerAlias(body: BodyLowering, node: Node): void {
  const names: Node[] = [];
  if (node.name === undefined || !isAlias(body, node)) return;
  let entity = node.moduleReference;
  for (; entity?.right !== undefined; entity = entity.left) names.push(entity.right);
  const span = spanOf(body, node);
  const first = resolveName(body, entity?.text ?? "", span);
  const path = [...first.path, ...names.reverse().map((name) => ({ kind: "field", name: name.text ?? "" }) as const)];
  assign(
    body,
    resolveName(body, node.name.text ?? "", span),
    { kind: "use", operand: placeOperand({ local: first.local, path }, span) },
    span,
  );
}
