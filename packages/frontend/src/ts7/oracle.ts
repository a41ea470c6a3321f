/** Answers the front end's questions about one program through the TypeScript 7 API. */

import type { CallFact, TypeId } from "@freehold/mir/program";
import { SyntaxKind, type Node as TsNode } from "typescript/ast";
import { SymbolFlags, type Symbol as TsSymbol } from "typescript/sync";
import type { TypeOracle } from "../oracle.ts";
import type { Node } from "../syntax.ts";
import { askArrays, askTogether, type Session } from "./session.ts";
import { symbolFact, type SymbolFact } from "./symbol-facts.ts";
import { typeTable, type TypeTable } from "./type-table.ts";

export function createTs7Oracle(session: Session): TypeOracle {
  const table = typeTable(session);
  const symbols = new Map<TsSymbol, SymbolFact | undefined>();
  return {
    calls: (nodes) => eachOnce(nodes, (distinct) => askCalls(session, table, symbols, distinct)),
    types: (nodes) => eachOnce(nodes, (distinct) => typesAt(session, table, distinct)),
    facts: () => table.facts(),
    questions: () => session.asked.questions,
  };
}

/** A `finally` is lowered once for each way through it, so the same node comes several times. */
function eachOnce<Answer>(nodes: readonly Node[], ask: (distinct: readonly Node[]) => readonly Answer[]): Answer[] {
  const distinct = [...new Set(nodes)];
  const answers = ask(distinct);
  const byNode = new Map(distinct.map((node, index) => [node, answers[index]!]));
  return nodes.map((node) => byNode.get(node)!);
}

/** A call taken apart, without parentheses and assertions around the callee. */
interface Call {
  readonly node: Node;
  readonly callee: Node;
  /** Where the compiler finds the callee's symbol. */
  readonly name: Node;
  readonly receiver: Node | undefined;
}

/** Callees are asked for before types: the compiler resolves the call on the way, which makes the types cheap. */
function askCalls(session: Session, table: TypeTable, known: Map<TsSymbol, SymbolFact | undefined>, nodes: readonly Node[]): CallFact[] {
  const calls = nodes.map(takeApart);
  const symbols = askArrays(session, calls, (chunk) => session.checker.getSymbolAtLocation(chunk.map((call) => native(call.name))));
  const results = typesAt(session, table, nodes);
  const methods = calls.filter((call) => call.receiver !== undefined);
  const receiverTypes = typesAt(
    session,
    table,
    methods.map((call) => call.receiver!),
  );
  const receivers = new Map(methods.map((call, index) => [call, receiverTypes[index]!]));
  learnSymbols(session, known, symbols);
  const passed = argumentsReturned(session, table, calls, results);
  return calls.map((call, index) => {
    const symbol = symbols[index];
    const result = results[index]!;
    const receiver = receivers.get(call);
    return {
      ...calleeFact(call, symbol, symbol === undefined ? undefined : known.get(symbol), table.facts()[result]!.name),
      ...(receiver === undefined ? {} : { receiver }),
      result,
      returnsReceiver: receiver !== undefined && isSameObject(table, receiver, result),
      returnsArguments: passed.get(call) ?? [],
    };
  });
}

/** `null` and `undefined`, which an optional chain adds, set aside. */
function isSameObject(table: TypeTable, a: TypeId, b: TypeId): boolean {
  const object = present(table, a);
  return object !== undefined && object === present(table, b) && isObjectLike(table, object);
}

function present(table: TypeTable, id: TypeId): TypeId | undefined {
  const fact = table.facts()[id]!;
  if (fact.shape !== "union") return id;
  const parts = fact.parts.filter((part) => table.facts()[part]!.shape !== "nullish");
  return parts.length === 1 ? parts[0] : id;
}

function learnSymbols(session: Session, known: Map<TsSymbol, SymbolFact | undefined>, symbols: readonly (TsSymbol | undefined)[]): void {
  const unknown = [...new Set(symbols)].filter((symbol): symbol is TsSymbol => symbol !== undefined && !known.has(symbol));
  const facts = askTogether(session, unknown, (symbol) => symbolFact(session, symbol));
  unknown.forEach((symbol, index) => known.set(symbol, facts[index]));
}

type CalleeFact = Pick<CallFact, "name" | "owner" | "origin" | "static" | "body" | "tags" | "parameters">;

const unresolved: CalleeFact = { name: "", owner: "", origin: { kind: "unknown" }, static: false, tags: [], parameters: [] };

function calleeFact(call: Call, symbol: TsSymbol | undefined, fact: SymbolFact | undefined, resultName: string): CalleeFact {
  if (symbol === undefined || fact === undefined) return unresolved;
  const { origin, tags, parameters } = fact;
  if (call.node.kind === SyntaxKind.NewExpression || call.callee.kind === SyntaxKind.SuperKeyword) {
    const owner = (symbol.flags & (SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.Alias)) !== 0 ? fact.name : resultName;
    return {
      name: "constructor",
      owner,
      origin,
      static: false,
      tags,
      parameters,
      ...(fact.constructed === undefined ? {} : { body: fact.constructed }),
    };
  }
  const body = fact.called === undefined ? {} : { body: fact.called };
  if (fact.owner !== undefined) return { name: fact.name, owner: fact.owner, origin, static: fact.static, tags, parameters, ...body };
  const outside = origin.kind !== "project" && call.receiver?.kind === SyntaxKind.Identifier;
  return { name: fact.name, owner: outside ? (call.receiver?.text ?? "") : "", origin, static: outside, tags, parameters, ...body };
}

/** Only objects can be passed through and matter; everything else is not asked about. */
function argumentsReturned(
  session: Session,
  table: TypeTable,
  calls: readonly Call[],
  results: readonly TypeId[],
): Map<Call, readonly number[]> {
  const candidates = calls.flatMap((call, index) => {
    const result = results[index]!;
    const given = hasMembers(table, result) ? (call.node.arguments ?? []) : [];
    return given.map((argument, position) => ({ call, result, argument, position }));
  });
  const named = candidates.filter(({ argument }) => mayBeHandle.has(argument.kind));
  const types = typesAt(
    session,
    table,
    named.map(({ argument }) => argument),
  );
  const answers = new Map<Call, readonly number[]>();
  named.forEach(({ call, result, position }, index) => {
    const given = types[index]!;
    const awaited = table.facts()[result]!.parts.some((part) => isSameObject(table, given, part));
    if (awaited || isSameObject(table, given, result)) answers.set(call, [...(answers.get(call) ?? []), position]);
  });
  return answers;
}

/** What a handle that exists already looks like; literals, functions and calls make something new. */
const mayBeHandle: ReadonlySet<number> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.ThisKeyword,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.AwaitExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.AsExpression,
]);

/** The result, or what a promise of it resolves to, has something that ownership cares about. */
function hasMembers(table: TypeTable, id: TypeId): boolean {
  const fact = table.facts()[id]!;
  if (fact.shape === "promise") return fact.parts.some((part) => (table.facts()[part]?.members.length ?? 0) > 0);
  return fact.shape === "object" && fact.members.length > 0;
}

function isObjectLike(table: TypeTable, id: TypeId): boolean {
  const { shape } = table.facts()[id]!;
  return shape !== "primitive" && shape !== "nullish" && shape !== "any" && shape !== "unknown" && shape !== "never";
}

function typesAt(session: Session, table: TypeTable, nodes: readonly Node[]): readonly TypeId[] {
  return table.idsOf(askArrays(session, nodes, (chunk) => session.checker.getTypeAtLocation(chunk.map(native))));
}

function takeApart(node: Node): Call {
  const callee = bare(node.expression ?? node.tag ?? node);
  if (node.kind === SyntaxKind.NewExpression) return { node, callee, name: callee.name ?? callee, receiver: undefined };
  switch (callee.kind) {
    case SyntaxKind.PropertyAccessExpression:
      return { node, callee, name: callee.name ?? callee, receiver: callee.expression };
    case SyntaxKind.ElementAccessExpression:
      return { node, callee, name: callee.argumentExpression ?? callee, receiver: callee.expression };
    default:
      return { node, callee, name: callee, receiver: undefined };
  }
}

function bare(expression: Node): Node {
  let node = expression;
  while (node.expression !== undefined && wrappers.has(node.kind)) node = node.expression;
  return node;
}

const wrappers: ReadonlySet<number> = new Set([
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.TypeAssertionExpression,
]);

/** The structural view of lowering is a view of the API's own nodes. */
function native(node: Node): TsNode {
  return node as unknown as TsNode;
}
