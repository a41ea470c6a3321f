/** Prints a body as text, close to the look of rustc's MIR; `parse.ts` reads it back. */

import type { Span } from "@freehold/diagnostics/span";
import { assertNever } from "./assert.ts";
import type { Block, Body, Local, LocalKind } from "./body.ts";
import { printStatement, printTerminator } from "./text/print-node.ts";
import { withoutSpans, type Mark } from "./text/print-operand.ts";
import { bareName, quoteUnless } from "./text/words.ts";

export interface PrintOptions {
  /** With spans the text says all of the body; without, it is for people and for expected results in tests. */
  readonly spans?: boolean;
}

/** One line per local, statement and terminator; ends without a line break. */
export function printBody(body: Body, options: PrintOptions = {}): string {
  const mark: Mark = options.spans ? (span) => printSpan(span, body) : withoutSpans;
  const lines = [
    printHeadline(body) + trailing(mark(body.span)),
    ...(options.spans ? [`  file ${JSON.stringify(body.file)}`] : []),
    ...printHeader(body),
    ...body.locals.map((local) => `  ${printLocal(local)}${trailing(mark(local.span))}`),
  ];
  for (const block of body.blocks) lines.push("", ...printBlock(block, mark));
  return lines.join("\n");
}

/** `%3 client: const` */
export function printLocal(local: Local): string {
  const name = local.name === "" ? "" : ` ${printName(local.name)}`;
  return `%${local.id}${name}: ${printLocalKind(local.kind)}`;
}

function printSpan(span: Span, body: Body): string {
  const file = span.file === body.file ? "" : JSON.stringify(span.file);
  return `@${file}${span.start}..${span.end}`;
}

function trailing(mark: string): string {
  return mark === "" ? "" : ` ${mark}`;
}

function printHeadline(body: Body): string {
  const words = [body.async ? "async" : "", body.generator ? "generator" : "", body.kind, printName(body.name), `#${body.id}`];
  if (body.parent !== undefined) words.push(`in #${body.parent}`);
  return words.filter((word) => word !== "").join(" ");
}

/** Lines that would say nothing are left out. */
function printHeader(body: Body): string[] {
  const lines: string[] = [];
  if (body.scope.length > 0) lines.push(`  scope ${body.scope.map(printName).join(" ")}`);
  for (const tag of body.tags) lines.push(`  tag ${tag.name} ${printName(tag.subject)}`);
  if (body.params.length > 0) lines.push(`  params ${body.params.map((local) => `%${local}`).join(" ")}`);
  if (body.calls > 0) lines.push(`  calls ${body.calls}`);
  return lines;
}

function printLocalKind(kind: LocalKind): string {
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
      return `import ${printName(kind.name)} from ${JSON.stringify(kind.module)}`;
    default:
      return assertNever(kind);
  }
}

function printBlock(block: Block, mark: Mark): string[] {
  return [
    `  bb${block.id}${block.cleanup ? " cleanup" : ""}:`,
    ...block.statements.map((statement) => `    ${printStatement(statement, mark)}${trailing(mark(statement.span))}`),
    `    ${printTerminator(block.terminator, mark)}${trailing(mark(block.terminator.span))}`,
  ];
}

function printName(name: string): string {
  return quoteUnless(bareName, name);
}
