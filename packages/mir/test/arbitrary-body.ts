/** Generates bodies for properties: every kind of node, awkward names, any control flow; ids are in range, meaning is not. */

import { asFilePath, type Span } from "@freehold/diagnostics/span";
import type {
  BlockId,
  Body,
  BodyId,
  CallId,
  Callee,
  Constant,
  Local,
  LocalId,
  LocalKind,
  Member,
  Operand,
  Place,
  Projection,
  Rvalue,
  Statement,
  Terminator,
} from "@freehold/mir/body";
import fc, { type Arbitrary } from "fast-check";

export function arbitraryBody(): Arbitrary<Body> {
  return fc
    .record({ locals: fc.integer({ min: 1, max: 8 }), blocks: fc.integer({ min: 1, max: 9 }) })
    .chain((size) => bodyOfSize(size.locals, size.blocks));
}

interface Ids {
  readonly local: Arbitrary<LocalId>;
  readonly block: Arbitrary<BlockId>;
}

const file = asFilePath("/src/report.ts");
const body = fc.nat(99) as Arbitrary<BodyId>;
const call = fc.nat(99) as Arbitrary<CallId>;
const anyText = fc.string({ unit: "binary", maxLength: 8 });
const name = fc.oneof(fc.constantFrom("client", "<arrow>", "Store.#add", "get x", "1a", "\u2028", "a:b", "café"), anyText);
const field = fc.oneof(fc.constantFrom("connect", "#rows", "0", "00", "[Symbol.dispose]", "[*]", "undefined", "a b", "__proto__"), anyText);
const span: Arbitrary<Span> = fc
  .record({ file: fc.constantFrom(file, file, asFilePath('/src/"odd".ts')), start: fc.nat(500), length: fc.nat(50) })
  .map((range) => ({ file: range.file, start: range.start, end: range.start + range.length }));

function bodyOfSize(localCount: number, blockCount: number): Arbitrary<Body> {
  const ids: Ids = { local: index(localCount) as Arbitrary<LocalId>, block: index(blockCount) as Arbitrary<BlockId> };
  return fc.record(
    {
      id: body,
      file: fc.constant(file),
      name,
      scope: fc.array(name, { maxLength: 3 }),
      kind: fc.constantFrom("module", "function", "arrow", "method", "constructor", "getter", "setter", "initializer"),
      async: fc.boolean(),
      generator: fc.boolean(),
      parent: body,
      locals: fc.tuple(...Array.from({ length: localCount }, (_, id) => local(id as LocalId))),
      params: fc.array(ids.local, { maxLength: 3 }),
      blocks: fc.tuple(
        ...Array.from({ length: blockCount }, (_, id) =>
          record({
            id: fc.constant(id as BlockId),
            statements: fc.array(statement(ids), { maxLength: 4 }),
            terminator: terminator(ids),
            cleanup: fc.boolean(),
          }),
        ),
      ),
      calls: fc.nat(20),
      tags: fc.array(record({ name: fc.constantFrom("owns", "borrows", "releases"), subject: name }), { maxLength: 2 }),
      span,
    },
    {
      requiredKeys: ["id", "file", "name", "scope", "kind", "async", "generator", "locals", "params", "blocks", "calls", "tags", "span"],
      noNullPrototype: true,
    },
  );
}

/** Plain objects, as the parser makes them. */
function record<Model>(model: { [Key in keyof Model]: Arbitrary<Model[Key]> }): Arbitrary<Model> {
  return fc.record<Model>(model, { noNullPrototype: true });
}

function index(count: number): Arbitrary<number> {
  return fc.nat(count - 1);
}

function local(id: LocalId): Arbitrary<Local> {
  return record({
    id: fc.constant(id),
    name: fc.oneof(fc.constant(""), name),
    kind: id === 0 ? fc.constant({ kind: "return" }) : localKind(),
    span,
  });
}

function localKind(): Arbitrary<LocalKind> {
  return fc.oneof<Arbitrary<LocalKind>[]>(
    fc.constantFrom(
      { kind: "this" },
      { kind: "temporary" },
      { kind: "global" },
      { kind: "param", rest: true },
      { kind: "param", rest: false },
    ),
    record({
      kind: fc.constant("binding"),
      declared: fc.constantFrom("var", "let", "const", "using", "await-using", "function", "class", "catch", "enum"),
    }),
    record({ kind: fc.constant("capture"), body, local: fc.nat(9) as Arbitrary<LocalId> }),
    record({ kind: fc.constant("import"), module: anyText, name }),
  );
}

function place(ids: Ids): Arbitrary<Place> {
  const projection = fc.oneof<Arbitrary<Projection>[]>(record({ kind: fc.constant("field"), name: field }), fc.constant({ kind: "index" }));
  return record({ local: ids.local, path: fc.array(projection, { maxLength: 2 }) });
}

function operand(ids: Ids): Arbitrary<Operand> {
  return fc.oneof<Arbitrary<Operand>[]>(
    record({ kind: fc.constant("place"), place: place(ids), span }),
    record({ kind: fc.constant("constant"), value: constant(), span }),
  );
}

function constant(): Arbitrary<Constant> {
  return fc.oneof<Arbitrary<Constant>[]>(
    fc.constantFrom({ kind: "undefined" }, { kind: "null" }, { kind: "boolean", value: true }, { kind: "boolean", value: false }),
    record({ kind: fc.constant("number"), value: fc.oneof(fc.double(), fc.integer()) }),
    record({ kind: fc.constant("string"), value: anyText }),
    record({ kind: fc.constant("opaque"), what: anyText }),
  );
}

function statement(ids: Ids): Arbitrary<Statement> {
  return fc.oneof<Arbitrary<Statement>[]>(
    record({ kind: fc.constant("assign"), target: place(ids), value: rvalue(ids), span }),
    record({ kind: fc.constantFrom("storage-live", "storage-dead"), local: ids.local, span }),
    record({ kind: fc.constant("read"), operand: operand(ids), span }),
  );
}

function rvalue(ids: Ids): Arbitrary<Rvalue> {
  const operator = fc.oneof(fc.constantFrom("+", "-", "%", "<", "instanceof", "in", "typeof", "!"), anyText);
  const operands = fc.array(operand(ids), { maxLength: 3 });
  return fc.oneof<Arbitrary<Rvalue>[]>(
    record({ kind: fc.constant("use"), operand: operand(ids) }),
    record({ kind: fc.constant("unary"), operator, operand: operand(ids) }),
    record({ kind: fc.constant("binary"), operator, left: operand(ids), right: operand(ids) }),
    record({ kind: fc.constant("template"), holes: operands }),
    record({ kind: fc.constantFrom("object", "array"), members: fc.array(member(ids), { maxLength: 3 }) }),
    record({
      kind: fc.constant("closure"),
      what: fc.constantFrom("function", "class"),
      bodies: fc.array(body, { maxLength: 2 }),
      captures: fc.array(ids.local, { maxLength: 2 }),
    }),
    record({ kind: fc.constant("rest"), of: operand(ids), without: fc.array(field, { maxLength: 2 }) }),
    record({ kind: fc.constant("unknown"), reason: anyText, operands }),
  );
}

function member(ids: Ids): Arbitrary<Member> {
  return fc.record(
    { name: field, value: operand(ids), spread: fc.boolean() },
    { requiredKeys: ["value", "spread"], noNullPrototype: true },
  );
}

function callee(ids: Ids): Arbitrary<Callee> {
  return fc.oneof<Arbitrary<Callee>[]>(
    record({ kind: fc.constant("value"), operand: operand(ids) }),
    record({ kind: fc.constant("method"), receiver: operand(ids), name: field, span }),
    record({ kind: fc.constant("computed-method"), receiver: operand(ids), key: operand(ids) }),
  );
}

function terminator(ids: Ids): Arbitrary<Terminator> {
  const ways = { target: ids.block, unwind: ids.block, span };
  const written = { operand: operand(ids), destination: place(ids), ...ways };
  return fc.oneof<Arbitrary<Terminator>[]>(
    record({ kind: fc.constant("goto"), target: ids.block, span }),
    record({
      kind: fc.constant("branch"),
      test: fc.constantFrom("truthy", "nullish", "last-case"),
      operand: operand(ids),
      yes: ids.block,
      no: ids.block,
      span,
    }),
    record({
      kind: fc.constant("call"),
      call,
      form: fc.constantFrom("call", "new", "super", "tagged-template", "dynamic-import"),
      callee: callee(ids),
      args: fc.array(record({ value: operand(ids), spread: fc.boolean() }), { maxLength: 3 }),
      destination: place(ids),
      ...ways,
    }),
    record({
      kind: fc.constant("next"),
      iterated: operand(ids),
      position: fc.option(fc.nat(9), { nil: undefined }),
      async: fc.boolean(),
      destination: place(ids),
      more: ids.block,
      done: ids.block,
      unwind: ids.block,
      span,
    }),
    record({ kind: fc.constant("await"), ...written }),
    record({ kind: fc.constant("yield"), ...written, closed: ids.block }),
    record({ kind: fc.constant("drop"), how: fc.constantFrom("dispose", "async-dispose", "close-iterator"), place: place(ids), ...ways }),
    record({ kind: fc.constant("throw"), operand: operand(ids), target: ids.block, span }),
    record({ kind: fc.constantFrom("return", "closed", "resume", "unreachable"), span }),
  );
}
