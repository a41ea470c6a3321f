/** A program as strict TypeScript, line by line as the Rust one. */

import { assertNever } from "@freehold/mir/assert";
import { type Expression, innerOf, isPlace, type Place, type Program, type Statement, type Statements, type Type } from "./ir.ts";
import { linesOf, saysItsType } from "./print-lines.ts";

export function printTypeScript(program: Program, name: string): string {
  const assigned = assignedIn(program.body);
  const lifetimes = program.lifetimes.map((lifetime) => `${lifetime.toUpperCase()} extends Lifetime`).join(", ");
  const parameters = program.parameters.map((parameter) => `${parameter.name}: ${printType(parameter.type)}`).join(", ");
  const result = program.result === undefined ? "void" : printType(program.result);
  const head = `function ${name}${lifetimes === "" ? "" : `<${lifetimes}>`}(${parameters}): ${result} {`;
  const words = {
    indent: "  ",
    head: (statement: Statement) => printStatement(statement, assigned),
    foot: printFoot,
  };
  return [head, ...linesOf(program.body, words, 1), "}"].join("\n");
}

function assignedIn(statements: Statements): ReadonlySet<string> {
  const own = statements.flatMap((statement) => (statement.kind === "assign" ? [statement.place.root] : []));
  const inner = statements.flatMap((statement) => innerOf(statement).flatMap((body) => [...assignedIn(body)]));
  return new Set([...own, ...inner]);
}

function printStatement(statement: Statement, assigned: ReadonlySet<string>): string {
  switch (statement.kind) {
    case "let": {
      const { name, value } = statement;
      const type = saysItsType(statement) ? `: ${printType(statement.type)}` : "";
      const word = value === undefined || assigned.has(name) ? "let" : "const";
      return `${word} ${name}${type}${value === undefined ? "" : ` = ${printExpression(value)}`};`;
    }
    case "assign":
      return `${printPlace(statement.place)} = ${printExpression(statement.value)};`;
    case "add":
      return `${printPlace(statement.place)} += ${statement.value};`;
    case "do":
      return `${printExpression(statement.value)};`;
    case "if":
      return "if (coin()) {";
    case "while":
      return "while (coin()) {";
    case "loop":
      return "for (;;) {";
    case "block":
      return "{";
    case "closure":
      return `const ${statement.name} = ${statement.moves === "moves" ? "move(" : ""}() => {`;
    case "give":
      return `${statement.to}(${statement.moves === "moves" ? "move(" : ""}() => {`;
    case "break":
    case "continue":
      return `${statement.kind};`;
    case "return":
      return statement.value === undefined ? "return;" : `return ${printExpression(statement.value)};`;
    default:
      return assertNever(statement);
  }
}

function printFoot(statement: Statement): string {
  if (statement.kind === "closure") return statement.moves === "moves" ? "});" : "};";
  if (statement.kind === "give") return statement.moves === "moves" ? "}));" : "});";
  return "}";
}

function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "use":
      return printPlace(expression.place);
    case "borrow":
      return `${expression.mode}(${isPlace(expression.of) ? printPlace(expression.of) : printExpression(expression.of)})`;
    case "new":
      return `new ${expression.name}(${printList(expression.values)})`;
    case "items":
      return `[${printList(expression.values)}]`;
    case "call":
      return `${expression.name}(${printList(expression.values)})`;
    case "method":
      // A list's length is a property.
      if (expression.name === "len") return `${printPlace(expression.on)}.length`;
      return `${printPlace(expression.on)}.${expression.name}(${printList(expression.values)})`;
    default:
      return assertNever(expression);
  }
}

function printList(values: readonly Expression[]): string {
  return values.map((value) => printExpression(value)).join(", ");
}

function printPlace({ root, path }: Place): string {
  return root + path.map((step) => (/^\d/.test(step) ? `[${step}]` : `.${step}`)).join("");
}

function printType(type: Type): string {
  const lifetime = "lifetime" in type && type.lifetime !== undefined ? type.lifetime.toUpperCase() : undefined;
  switch (type.kind) {
    case "number":
      return "number";
    case "own":
      return `Own<${type.name}>`;
    case "ref":
    case "mut":
      return `${type.kind === "ref" ? "Ref" : "Mut"}<${type.name}${lifetime === undefined ? "" : `, ${lifetime}`}>`;
    case "holder":
      return type.name === "View" ? `View<${lifetime}>` : `Own<${type.name}<${lifetime}>>`;
    case "list":
      return "Own<Item[]>";
    case "array":
      return "Own<[Item, Item]>";
    case "closure":
      return "Own<() => void>";
    default:
      return assertNever(type);
  }
}
