/** Names: binding them in scopes, and finding what a name means, through enclosing bodies, imports and globals. */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId, LocalKind, Place } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import type { Node } from "../syntax.ts";
import { spanOf } from "./context.ts";
import type { Binding, BodyLowering, Scope } from "./context.ts";
import { wholeLocal } from "./emit.ts";

type Declared = Extract<LocalKind, { kind: "binding" }>["declared"];

export function innerScope(outer: Scope | undefined, body: BodyLowering | undefined): Scope {
  return { outer, body, names: new Map() };
}

/** Binds the name in the current scope. Bound twice (`var x; var x;`, overloads), it is one local. */
export function declare(body: BodyLowering, name: Node, declared: Declared): LocalId {
  return bind(body, name, { kind: "binding", declared });
}

export function bind(body: BodyLowering, name: Node, kind: LocalKind): LocalId {
  const text = name.text ?? "";
  const same = body.scope.names.get(text);
  if (same?.kind === "local") return same.local;
  const local = body.declared.get(name) ?? addNamed(body, name, kind);
  body.scope.names.set(text, { kind: "local", local });
  return local;
}

/** What `export default` names; the module keeps it for ever. */
export function defaultExport(body: BodyLowering, node: Node): LocalId {
  return body.build.addLocal("default", { kind: "binding", declared: "const" }, spanOf(body, node));
}

/** Where the name's value is. Names bound nowhere in the file are globals. */
export function resolveName(body: BodyLowering, name: string, span: Span): Place {
  for (let scope: Scope | undefined = body.scope; scope !== undefined; scope = scope.outer) {
    const binding = scope.names.get(name);
    if (binding !== undefined) return placeOf(body, scope, name, binding);
  }
  return wholeLocal(outsider(body, name, { kind: "global" }, span));
}

export function lookUp(body: BodyLowering, name: string): Binding | undefined {
  for (let scope: Scope | undefined = body.scope; scope !== undefined; scope = scope.outer) {
    const binding = scope.names.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Arrows have the `this` of the body around them. */
export function thisOf(body: BodyLowering, span: Span): LocalId {
  const owner = withoutArrows(body);
  owner.thisLocal ??= owner.build.addLocal("this", { kind: "this" }, span);
  return reach(body, owner, owner.thisLocal, { name: "this", span });
}

/** The parameters that `arguments` speaks of, as seen from here. */
export function parametersOf(body: BodyLowering, span: Span): readonly LocalId[] {
  const owner = withoutArrows(body);
  return owner.params.map((local) => reach(body, owner, local, { name: "", span }));
}

function addNamed(body: BodyLowering, name: Node, kind: LocalKind): LocalId {
  const local = body.build.addLocal(name.text ?? "", kind, spanOf(body, name));
  body.declared.set(name, local);
  body.nameNodes.set(local, name);
  return local;
}

function placeOf(body: BodyLowering, scope: Scope, name: string, binding: Binding): Place {
  switch (binding.kind) {
    case "local":
      return wholeLocal(reachFrom(body, scope, binding.local, name));
    case "import":
      return wholeLocal(outsider(body, name, { kind: "import", module: binding.module, name: binding.name }, binding.span));
    case "member":
      return { local: reachFrom(body, scope, binding.of, ""), path: [{ kind: "field", name: binding.name }] };
    default:
      return assertNever(binding);
  }
}

function reachFrom(body: BodyLowering, scope: Scope, local: LocalId, name: string): LocalId {
  const owner = scope.body ?? body;
  return reach(body, owner, local, { name, span: owner.build.spanOf(local) });
}

/** The owner's local, captured by every body between the owner and this one. */
function reach(body: BodyLowering, owner: BodyLowering, local: LocalId, as: { readonly name: string; readonly span: Span }): LocalId {
  if (body === owner || body.parent === undefined) return local;
  const outer = reach(body.parent, owner, local, as);
  const known = body.captured.get(outer);
  if (known !== undefined) return known;
  const capture = body.build.addLocal(as.name, { kind: "capture", body: body.parent.id, local: outer }, as.span);
  body.captured.set(outer, capture);
  return capture;
}

/** Imports and globals belong to no body: each body that uses one has a local for it. */
function outsider(body: BodyLowering, name: string, kind: Extract<LocalKind, { kind: "import" | "global" }>, span: Span): LocalId {
  const key = kind.kind === "import" ? `${kind.module}\n${kind.name}\n${name}` : name;
  const known = body.outside.get(key);
  if (known !== undefined) return known;
  const local = body.build.addLocal(name, kind, span);
  body.outside.set(key, local);
  return local;
}

function withoutArrows(body: BodyLowering): BodyLowering {
  let owner = body;
  while (owner.kind === "arrow" && owner.parent !== undefined) owner = owner.parent;
  return owner;
}
