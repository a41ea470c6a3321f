/** What a body changes in objects: which object, and what is put into it. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Place, Projection, Rvalue, Statement } from "@freehold/mir/body";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";

export interface Write {
  /** The object that is changed, as it is written. */
  readonly object: Place;
  /** The member that is set; absent where a method or function changes it. */
  readonly member: string | undefined;
  readonly values: readonly Rvalue[];
  readonly span: Span;
}

/** `options.headers.Accept = type`, `delete options.cache`, `list.push(x)`, `Object.assign(options, given)`. */
export function writesIn(body: Body): readonly Write[] {
  return body.blocks.flatMap(({ statements, terminator }) => [
    ...statements.flatMap((statement) => writesOf(statement)),
    ...(terminator.kind === "call" ? [...writesOfCall(body, terminator), ...written(terminator.destination, terminator)] : []),
    ...(terminator.kind === "await" ? written(terminator.destination, terminator) : []),
  ]);
}

/** The first argument of `Object.assign` and of its like in lodash and jQuery. */
export function mergedInto(body: Body, { callee, args }: Call): Operand | undefined {
  const target = args[0];
  if (target === undefined || target.spread || args.length < 2) return undefined;
  if (callee.kind === "method") {
    const receiver = callee.receiver.kind === "place" ? body.locals[callee.receiver.place.local] : undefined;
    return receiver !== undefined && mergers.test(`${originName(receiver)}.${callee.name}`) ? target.value : undefined;
  }
  if (callee.kind !== "value" || callee.operand.kind !== "place" || callee.operand.place.path.length > 0) return undefined;
  const found = body.locals[callee.operand.place.local];
  return found?.kind.kind === "import" && mergers.test(`${found.kind.module}.${found.kind.name}`) ? target.value : undefined;
}

/** Follows names of one definition: after `const { list } = options`, `list[0]` is `options.list[0]`. */
export function sourceOf(body: Body, place: Place): Place {
  return sourceWithin(body, place, 8);
}

/** All that a local is ever set to by assignment. */
export function valuesOf({ blocks }: Body, local: LocalId): readonly Rvalue[] {
  return blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === local && statement.target.path.length === 0 ? [statement.value] : [],
    ),
  );
}

const changing: ReadonlySet<string> = new Set(
  "push unshift splice pop shift sort reverse fill copyWithin set add delete clear append".split(" "),
);

const mergers =
  /^(?:Object\.assign|(?:lodash(?:-es)?|_|\$|jQuery)\.(?:assign\w*|merge\w*|extend\w*|defaults\w*)|lodash\.(?:assign|merge|extend|defaults\w*)\.default)$/;

function sourceWithin(body: Body, { local, path }: Place, steps: number): Place {
  const value = body.params.includes(local) ? undefined : definitionsOf(body).values.get(local);
  if (steps === 0 || value?.kind !== "use" || value.operand.kind !== "place") return { local, path };
  const { place } = value.operand;
  return sourceWithin(body, { local: place.local, path: [...place.path, ...path] }, steps - 1);
}

function originName({ name, kind }: Body["locals"][number]): string {
  return kind.kind === "import" ? kind.module : kind.kind === "global" ? name : "";
}

function writesOf(statement: Statement): readonly Write[] {
  if (statement.kind !== "assign") return [];
  const { target, value, span } = statement;
  if (value.kind === "unary" && value.operator === "delete" && value.operand.kind === "place")
    return memberWrite(value.operand.place, [], span);
  return memberWrite(target, [value], span);
}

function written(place: Place, { span }: { readonly span: Span }): readonly Write[] {
  return memberWrite(place, [{ kind: "use", operand: { kind: "place", place, span } }], span);
}

function memberWrite({ local, path }: Place, values: readonly Rvalue[], span: Span): readonly Write[] {
  const last = path.at(-1);
  return last === undefined ? [] : [{ object: { local, path: path.slice(0, -1) }, member: nameOf(last), values, span }];
}

function writesOfCall(body: Body, call: Call): readonly Write[] {
  const { callee, args, span } = call;
  const values = (operands: Call["args"]): readonly Rvalue[] => operands.map(({ value }) => ({ kind: "use", operand: value }));
  const target = mergedInto(body, call);
  if (target !== undefined)
    return target.kind === "place" ? [{ object: target.place, member: undefined, values: values(args.slice(1)), span }] : [];
  if (callee.kind !== "method" || callee.receiver.kind !== "place" || !changing.has(callee.name)) return [];
  return [{ object: callee.receiver.place, member: undefined, values: values(args), span }];
}

export function nameOf(step: Projection): string {
  return step.kind === "field" ? step.name : "[…]";
}
