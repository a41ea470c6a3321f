/** Prints a body as text, close to the look of rustc's MIR; `parse.ts` reads it back. */

import type { Span } from "@freehold/diagnostics/span";
import { assertNever } from "./assert.ts";
import type { Argument, Block, Body, Callee, Constant, Local, LocalKind, Member, Operand, Place, Projection, Rvalue, Statement, Terminator } from "./body.ts";
import { bareField, bareName, bareOperator, quoteUnless } from "./words.ts";

export interface PrintOptions {
  /** With spans the text says all of the body; without, it is for people and for expected results in tests. */
  readonly spans?: boolean;
}

/** One line per local, statement and terminator; ends without a line break. */
export function printBody(body: Body, options: PrintOptions = {}): string {
  const mark = options.spans ? (span: Span) => compactSpan(span, body) : () => "";
  const lines = [
    headline(body) + trailing(mark(body.span)),
    ...(options.spans ? [`  file ${JSON.stringify(body.file)}`] : []),
    ...header(body),
    ...body.locals.map((local) => `  ${printLocal(local)}${trailing(mark(local.span))}`),
  ];
  for (const block of body.blocks) lines.push("", ...blockLines(block, mark));
  return lines.join("\n");
}

/** `%3 client: const` */
export function printLocal(local: Local): string {
  const name = local.name === "" ? "" : ` ${nameText(local.name)}`;
  return `%${local.id}${name}: ${localKind(local.kind)}`;
}

/** `%1.rows[*]` */
export function printPlace(place: Place): string {
  return `%${place.local}${place.path.map(projection).join("")}`;
}

export function printStatement(statement: Statement): string {
  return statementText(statement, () => "");
}

export function printTerminator(terminator: Terminator): string {
  return terminatorText(terminator, () => "");
}

/** How a span is said: `@12..20`, or nothing. */
type Mark = (span: Span) => string;

function compactSpan(span: Span, body: Body): string {
  const file = span.file === body.file ? "" : JSON.stringify(span.file);
  return `@${file}${span.start}..${span.end}`;
}

function trailing(mark: string): string {
  return mark === "" ? "" : ` ${mark}`;
}

function headline(body: Body): string {
  const words = [body.async ? "async" : "", body.generator ? "generator" : "", body.kind, nameText(body.name), `#${body.id}`];
  if (body.parent !== undefined) words.push(`in #${body.parent}`);
  return words.filter((word) => word !== "").join(" ");
}

/** Lines that would say nothing are left out. */
function header(body: Body): string[] {
  const lines: string[] = [];
  if (body.scope.length > 0) lines.push(`  scope ${body.scope.map(nameText).join(" ")}`);
  for (const tag of body.tags) lines.push(`  tag ${tag.name} ${nameText(tag.subject)}`);
  if (body.params.length > 0) lines.push(`  params ${body.params.map((local) => `%${local}`).join(" ")}`);
  if (body.calls > 0) lines.push(`  calls ${body.calls}`);
  return lines;
}

function localKind(kind: LocalKind): string {
  switch (kind.kind) {
    case "return":
    case "this":
    case "temporary":
    case "global":
      return kind.kind;
    case "param":
      return kind.rest ? "rest param" : "param";
    case "binding":
      return kind.declared;
    case "capture":
      return `capture %${kind.local} of #${kind.body}`;
    case "import":
      return `import ${nameText(kind.name)} from ${JSON.stringify(kind.module)}`;
    default:
      return assertNever(kind);
  }
}

function blockLines(block: Block, mark: Mark): string[] {
  return [
    `  bb${block.id}${block.cleanup ? " cleanup" : ""}:`,
    ...block.statements.map((statement) => `    ${statementText(statement, mark)}${trailing(mark(statement.span))}`),
    `    ${terminatorText(block.terminator, mark)}${trailing(mark(block.terminator.span))}`,
  ];
}

function statementText(statement: Statement, mark: Mark): string {
  switch (statement.kind) {
    case "assign":
      return `${printPlace(statement.target)} = ${rvalue(statement.value, mark)}`;
    case "storage-live":
    case "storage-dead":
      return `${statement.kind} %${statement.local}`;
    case "read":
      return `read ${operand(statement.operand, mark)}`;
    default:
      return assertNever(statement);
  }
}

function rvalue(value: Rvalue, mark: Mark): string {
  switch (value.kind) {
    case "use":
      return operand(value.operand, mark);
    case "unary":
      return `unary ${quoteUnless(bareOperator, value.operator)} ${operand(value.operand, mark)}`;
    case "binary":
      return `${operand(value.left, mark)} ${quoteUnless(bareOperator, value.operator)} ${operand(value.right, mark)}`;
    case "template":
      return `template (${operands(value.holes, mark)})`;
    case "object":
      return value.members.length === 0 ? "object {}" : `object { ${spreadables(value.members, mark)} }`;
    case "array":
      return `array [${spreadables(value.members, mark)}]`;
    case "closure":
      return `${value.what} [${value.bodies.map((body) => `#${body}`).join(", ")}] captures [${value.captures.map((local) => `%${local}`).join(", ")}]`;
    case "rest":
      return `rest of ${operand(value.of, mark)} without [${value.without.map(fieldText).join(", ")}]`;
    case "unknown":
      return `unknown ${JSON.stringify(value.reason)} (${operands(value.operands, mark)})`;
    default:
      return assertNever(value);
  }
}

function terminatorText(terminator: Terminator, mark: Mark): string {
  switch (terminator.kind) {
    case "goto":
      return `goto -> bb${terminator.target}`;
    case "branch":
      return `branch ${terminator.test} ${operand(terminator.operand, mark)} -> yes bb${terminator.yes} no bb${terminator.no}`;
    case "call": {
      const callText = `${terminator.form}#${terminator.call} ${callee(terminator.callee, mark)}(${spreadables(terminator.args, mark)})`;
      return `${printPlace(terminator.destination)} = ${callText} -> bb${terminator.target} unwind bb${terminator.unwind}`;
    }
    case "next": {
      const how = terminator.async ? "next async" : "next";
      const ways = `more bb${terminator.more} done bb${terminator.done} unwind bb${terminator.unwind}`;
      return `${printPlace(terminator.destination)} = ${how} ${operand(terminator.iterated, mark)} -> ${ways}`;
    }
    case "await":
      return `${printPlace(terminator.destination)} = await ${operand(terminator.operand, mark)} -> bb${terminator.target} unwind bb${terminator.unwind}`;
    case "yield": {
      const ways = `bb${terminator.target} unwind bb${terminator.unwind} closed bb${terminator.closed}`;
      return `${printPlace(terminator.destination)} = yield ${operand(terminator.operand, mark)} -> ${ways}`;
    }
    case "drop":
      return `drop ${terminator.how} ${printPlace(terminator.place)} -> bb${terminator.target} unwind bb${terminator.unwind}`;
    case "throw":
      return `throw ${operand(terminator.operand, mark)} -> bb${terminator.target}`;
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return terminator.kind;
    default:
      return assertNever(terminator);
  }
}

/** `%1.connect` is a method; a function kept in a field and called without a receiver is `(%1.connect)`. */
function callee(value: Callee, mark: Mark): string {
  switch (value.kind) {
    case "value": {
      const text = operand(value.operand, mark);
      return isBareLocal(value.operand) ? text : `(${text})`;
    }
    case "method":
      return `${receiver(value.receiver, mark)}${fieldProjection(value.name)}${mark(value.span)}`;
    case "computed-method":
      return `${receiver(value.receiver, mark)}[${operand(value.key, mark)}]`;
    default:
      return assertNever(value);
  }
}

function isBareLocal(value: Operand): boolean {
  return value.kind === "place" && value.place.path.length === 0;
}

function receiver(value: Operand, mark: Mark): string {
  const text = operand(value, mark);
  return value.kind === "place" ? text : `(${text})`;
}

function operand(value: Operand, mark: Mark): string {
  const text = value.kind === "place" ? printPlace(value.place) : constant(value.value);
  return text + mark(value.span);
}

function operands(values: readonly Operand[], mark: Mark): string {
  return values.map((value) => operand(value, mark)).join(", ");
}

function constant(value: Constant): string {
  switch (value.kind) {
    case "undefined":
    case "null":
      return value.kind;
    case "boolean":
      return String(value.value);
    case "number":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "string":
      return JSON.stringify(value.value);
    case "opaque":
      return `opaque ${JSON.stringify(value.what)}`;
    default:
      return assertNever(value);
  }
}

/** Arguments have no name, members may have one; both may be spread. */
function spreadables(values: readonly (Member | Argument)[], mark: Mark): string {
  return values.map((value) => spreadable(value, mark)).join(", ");
}

function spreadable(value: Member, mark: Mark): string {
  const name = value.name === undefined ? "" : `${fieldText(value.name)}: `;
  return `${name}${value.spread ? "..." : ""}${operand(value.value, mark)}`;
}

function projection(value: Projection): string {
  return value.kind === "index" ? "[*]" : fieldProjection(value.name);
}

/** `.name`, and `[Symbol.dispose]` without a dot, as in the language. */
function fieldProjection(name: string): string {
  const text = fieldText(name);
  return text.startsWith("[") ? text : `.${text}`;
}

function fieldText(name: string): string {
  return quoteUnless(bareField, name);
}

function nameText(name: string): string {
  return quoteUnless(bareName, name);
}
