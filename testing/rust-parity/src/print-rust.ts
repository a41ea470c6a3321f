/** A program as Rust. */

import { assertNever } from "@freehold/mir/assert";
import { type Expression, isPlace, type Place, type Program, type Statement, type Type } from "./ir.ts";
import { linesOf, saysItsType, typesIn } from "./print-lines.ts";

export function printRust(program: Program, name: string): string {
  const types = typesIn(program);
  const lifetimes = program.lifetimes.map((lifetime) => `'${lifetime}`).join(", ");
  const parameters = program.parameters.map((parameter) => `mut ${parameter.name}: ${printType(parameter.type)}`).join(", ");
  const result = program.result === undefined ? "" : ` -> ${printType(program.result)}`;
  const head = `fn ${name}${lifetimes === "" ? "" : `<${lifetimes}>`}(${parameters})${result} {`;
  const words = {
    indent: "    ",
    head: (statement: Statement) => printStatement(statement, types),
    foot: (statement: Statement) => (statement.kind === "closure" ? "};" : statement.kind === "give" ? "});" : "}"),
  };
  return [head, ...linesOf(program.body, words, 1), "}"].join("\n");
}

type Types = ReadonlyMap<string, Type>;

function printStatement(statement: Statement, types: Types): string {
  const print = (value: Expression): string => printExpression(value, types);
  switch (statement.kind) {
    case "let": {
      const type = saysItsType(statement) ? `: ${printType(statement.type)}` : "";
      return `let mut ${statement.name}${type}${statement.value === undefined ? "" : ` = ${print(statement.value)}`};`;
    }
    case "assign":
      return `${printPlace(statement.place)} = ${print(statement.value)};`;
    case "add":
      return `${printPlace(statement.place)} += ${statement.value};`;
    case "do":
      return `${print(statement.value)};`;
    case "if":
      return "if coin() {";
    case "while":
      return "while coin() {";
    case "loop":
      return "loop {";
    case "block":
      return "{";
    case "closure":
      return `let mut ${statement.name} = ${statement.moves === "moves" ? "move " : ""}|| {`;
    case "give":
      return `${snake(statement.to)}(${lentClosures.get(statement.to) ?? ""}${statement.moves === "moves" ? "move " : ""}|| {`;
    case "break":
    case "continue":
      return `${statement.kind};`;
    case "return":
      return statement.value === undefined ? "return;" : `return ${print(statement.value)};`;
    default:
      return assertNever(statement);
  }
}

/** These take their closure as a borrow. */
const lentClosures: ReadonlyMap<string, string> = new Map([
  ["run", "&"],
  ["runMut", "&mut "],
]);

function printExpression(expression: Expression, types: Types): string {
  const list = (values: readonly Expression[]): string => values.map((value) => printExpression(value, types)).join(", ");
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "use":
      return printPlace(expression.place);
    case "borrow":
      return `${expression.mode === "mut" ? "&mut " : "&"}${printBorrowed(expression.of, types)}`;
    case "new":
      return `${expression.name}::new(${list(expression.values)})`;
    case "items":
      return `${expression.of === "list" ? "vec!" : ""}[${list(expression.values)}]`;
    case "call":
      return `${snake(expression.name)}(${list(expression.values)})`;
    case "method":
      return `${printPlace(expression.on)}.${snake(expression.name)}(${list(expression.values)})`;
    default:
      return assertNever(expression);
  }
}

/** What is already a reference is borrowed from what it refers to. */
function printBorrowed(of: Place | Expression, types: Types): string {
  if (!isPlace(of)) return printExpression(of, types);
  const kind = types.get(of.root)?.kind;
  const isReference = of.path.length === 0 ? kind === "ref" || kind === "mut" : kind === "holder" && of.path.length === 1;
  return `${isReference ? "*" : ""}${printPlace(of)}`;
}

function printPlace({ root, path }: Place): string {
  return root + path.map((step) => (/^\d/.test(step) ? `[${step}]` : `.${step}`)).join("");
}

function printType(type: Type): string {
  switch (type.kind) {
    case "number":
      return "i32";
    case "own":
      return type.name;
    case "ref":
    case "mut":
      return `&${type.lifetime === undefined ? "" : `'${type.lifetime} `}${type.kind === "mut" ? "mut " : ""}${type.name}`;
    case "holder":
      return `${type.name}<'${type.lifetime ?? "_"}>`;
    case "list":
      return "Vec<Item>";
    case "array":
      return "[Item; 2]";
    case "closure":
      return "Box<dyn FnMut()>";
    default:
      return assertNever(type);
  }
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
