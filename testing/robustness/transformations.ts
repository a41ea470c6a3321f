/** Changes of a program that change nothing of what it does. None moves code to another line. */

import type { Node } from "@freehold/frontend/syntax";
import { insertion, type Edit, type Tree } from "./edit.ts";

export interface Transformation {
  readonly name: string;
  /** None where it cannot be applied with certainty. */
  readonly edits: (tree: Tree) => readonly Edit[];
  /** The least number of programs to which it must apply, or the test shows nothing. */
  readonly atLeast: number;
}

export const transformations: readonly Transformation[] = [
  { name: "other names for locals", edits: renameLocals, atLeast: 150 },
  { name: "a block around the body of every function", edits: wrapBodies, atLeast: 190 },
  { name: "a comment before every statement", edits: (tree) => beforeStatements(tree, "/* a comment; return */ "), atLeast: 190 },
  { name: "dead code before every statement", edits: (tree) => beforeStatements(tree, "if (false) { void 0; } "), atLeast: 190 },
  { name: "for instead of while", edits: whileToFor, atLeast: 4 },
  { name: "negated conditions with the other branch first", edits: negateIfs, atLeast: 80 },
  { name: "ternaries instead of ifs", edits: ifsToTernaries, atLeast: 30 },
  { name: "a name for every result", edits: nameResults, atLeast: 80 },
];

/** Only names that stand for nothing but variables and parameters wherever they occur: tags name parameters, and so does convention. */
function renameLocals({ text, nodes, kind, textOf }: Tree): readonly Edit[] {
  if (/@(?:owns|borrows|releases)\b/.test(text)) return [];
  const identifiers = nodes.filter((node) => kind(node) === "Identifier");
  const declared = new Set(identifiers.filter((node) => isDeclaration(node)).map((node) => textOf(node)));
  const elsewhere = new Set(identifiers.filter((node) => !isDeclaration(node) && !isUse(node)).map((node) => textOf(node)));
  const renamed = identifiers.filter(
    (node) => declared.has(textOf(node)) && !elsewhere.has(textOf(node)) && !/^(?:this|cb|callback|done)$/.test(textOf(node)),
  );
  return renamed.map((node) => insertion(node.end, "Renamed"));

  /** `constructor(private pool: Pool)` declares a field. */
  function isDeclaration(node: Node): boolean {
    const { parent } = node;
    if (kind(parent) === "Parameter" && (parent.modifiers?.length ?? 0) > 0) return false;
    return (kind(parent) === "VariableDeclaration" || kind(parent) === "Parameter") && parent.name === node && !isModuleLevel(parent);
  }

  /** `declare const x` and exports are known by their names to others. */
  function isModuleLevel(declaration: Node): boolean {
    let around: Node | undefined = declaration.parent;
    while (around !== undefined && !isFunction(around)) around = around.parent;
    return around?.body === undefined;
  }

  function isFunction(node: Node): boolean {
    return /Function|^(?:Method|Constructor|GetAccessor|SetAccessor|SourceFile|Construct|Call|Index)/.test(kind(node));
  }

  function isUse(node: Node): boolean {
    const { parent } = node;
    switch (kind(parent)) {
      case "PropertyAccessExpression":
        return parent.expression === node;
      case "PropertyAssignment":
        return parent.initializer === node;
      case "VariableDeclaration":
        return parent.initializer === node;
      case "CallExpression":
      case "NewExpression":
      case "AwaitExpression":
      case "ReturnStatement":
      case "ThrowStatement":
      case "BinaryExpression":
      case "PrefixUnaryExpression":
      case "PostfixUnaryExpression":
      case "ConditionalExpression":
      case "IfStatement":
      case "WhileStatement":
      case "ExpressionStatement":
      case "ElementAccessExpression":
      case "ParenthesizedExpression":
      case "SpreadElement":
      case "ArrayLiteralExpression":
      case "ForOfStatement":
      case "NonNullExpression":
        return true;
      default:
        return false;
    }
  }
}

function wrapBodies({ nodes, kind }: Tree): readonly Edit[] {
  const functions = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/;
  const bodies = nodes.filter((node) => kind(node) === "Block" && functions.test(kind(node.parent)));
  return bodies.flatMap((body) => [insertion(body.getStart() + 1, " {"), insertion(body.end - 1, "} ")]);
}

function beforeStatements({ nodes, kind }: Tree, text: string): readonly Edit[] {
  const statements = nodes.filter(
    (node) => node.parent !== undefined && kind(node.parent) === "Block" && kind(node) !== "FunctionDeclaration",
  );
  return statements.filter(({ parent }) => kind(parent.parent) !== "Constructor").map((node) => insertion(node.getStart(), text));
}

function whileToFor({ nodes, kind, text }: Tree): readonly Edit[] {
  const loops = nodes.filter((node) => kind(node) === "WhileStatement");
  return loops.flatMap((loop) => {
    const condition = loop.expression!;
    const open = text.lastIndexOf("(", condition.getStart());
    if (!/^while\s*$/.test(text.slice(loop.getStart(), open))) return [];
    const tested = text.slice(condition.getStart(), condition.end);
    return [{ start: loop.getStart(), end: condition.end, text: tested === "true" ? "for (;;" : `for (; ${tested}; ` }];
  });
}

/** `if (a) b;` as `if (!(a)) {} else b;`. */
function negateIfs({ nodes, kind }: Tree): readonly Edit[] {
  const ifs = nodes.filter((node) => kind(node) === "IfStatement" && node.elseStatement === undefined);
  return ifs.flatMap(({ expression, thenStatement }) => [
    insertion(expression!.getStart(), "!("),
    insertion(expression!.end, ")"),
    insertion(thenStatement!.getStart(), "{} else "),
  ]);
}

/** `if (a) f();` as `void (a ? (f(), 0) : 0);`, each part where it was. What is assigned is not handed on: that would be a move. */
function ifsToTernaries({ nodes, kind, text }: Tree): readonly Edit[] {
  const ifs = nodes.filter((node) => kind(node) === "IfStatement" && node.elseStatement === undefined);
  return ifs.flatMap((node) => {
    const value = soleExpression(node.thenStatement!);
    if (value === undefined) return [];
    return [
      { start: node.getStart(), end: node.expression!.getStart(), text: "void ((" },
      insertion(node.expression!.end, ")"),
      { start: node.expression!.end, end: value.getStart(), text: `${linesOf(node.expression!.end, value.getStart())} ? (` },
      { start: value.end, end: node.end, text: `${linesOf(value.end, node.end)}, 0) : 0);` },
    ];
  });

  function linesOf(start: number, end: number): string {
    return text.slice(start, end).replaceAll(/[^\n]/g, "");
  }

  function soleExpression(branch: Node): Node | undefined {
    const statement = kind(branch) === "Block" && branch.statements?.length === 1 ? branch.statements[0]! : branch;
    return kind(statement) === "ExpressionStatement" ? statement.expression : undefined;
  }
}

/** `return f(x);` as `const result = f(x); return result;`, where it stands in a block. */
function nameResults({ nodes, kind, textOf }: Tree): readonly Edit[] {
  const returns = nodes.filter(
    (node) => kind(node) === "ReturnStatement" && kind(node.parent) === "Block" && node.expression !== undefined,
  );
  return returns
    .filter(({ expression }) => /^(?:Call|Await|New|Binary|PropertyAccess)Expression$/.test(kind(expression!)))
    .map((node) => ({ start: node.getStart(), end: node.end, text: `const result_ = ${textOf(node.expression!)}; return result_;` }));
}
