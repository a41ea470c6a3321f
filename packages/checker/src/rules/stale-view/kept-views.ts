/**
 * Question: does a class keep a view of memory for good, and do its methods call what may grow that memory? The view is made once, by
 * one member, and no other sets the field: from the first growth on, every method that uses it looks at a detached buffer. Example:
 * `this.grid = new DataView(wasm.memory.buffer)` in the constructor, and `this.wasm.resize()` in a method.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleePath, operandText, placeText } from "../../contracts/callee-path.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { allocatingName, exportsOf, grows, heapViewOf, isGrowable, viewRoot } from "../../facts/views.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { SlotUse } from "../../keepers/keeper.ts";

export interface KeptView {
  readonly kind: "kept-view";
  readonly tier: "maybe";
  /** `this.grid`. */
  readonly name: string;
  /** `wasm.memory`. */
  readonly root: string;
  readonly made: Span;
  readonly growth: { readonly span: Span; readonly text: string };
  readonly use: Span;
}

/** Found by the member that makes the view, or by one that allocates: not every member is looked into. */
export function keptViews(view: BodyView): readonly KeptView[] {
  const { body, keepers } = view;
  const made = storedViews(view, body);
  if (made.length === 0 && !allocates(body)) return [];
  const keeper = keepers.index().classOf(body);
  if (keeper === undefined) return [];
  const stores = made.length > 0 ? made : keeper.members.flatMap((member) => storedViews(view, member));
  return stores.flatMap((stored) => keptView(keepers.factsOf(keeper), stored) ?? []);
}

function keptView(facts: KeeperFacts, { body, field, root, made }: StoredView): KeptView | undefined {
  const uses = facts.uses.filter((use) => use.slot === field && use.depth !== "key");
  const kept = rootElsewhere(body, root);
  if (kept === undefined || isRenewed(uses)) return undefined;
  const growth = growthIn(facts, body, kept);
  const use = uses.find((other) => other.body !== body && isUse(other));
  if (growth === undefined || use === undefined) return undefined;
  return { kind: "kept-view", tier: "maybe", name: `this.${field}`, root, made, growth, use: use.span };
}

function allocates({ blocks }: Body): boolean {
  return blocks.some(
    ({ terminator }) => terminator.kind === "call" && terminator.callee.kind === "method" && allocatingName.test(terminator.callee.name),
  );
}

interface StoredView {
  readonly body: Body;
  readonly field: string;
  readonly root: string;
  readonly made: Span;
}

/** `this.grid = new DataView(wasm.memory.buffer)`, `this.heap = module.HEAPU8`. */
function storedViews({ knowledge }: BodyView, body: Body): readonly StoredView[] {
  return body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement): readonly StoredView[] => {
      if (statement.kind !== "assign" || statement.value.kind !== "use") return [];
      const { local, path } = statement.target;
      const [step] = path;
      if (body.locals[local]?.kind.kind !== "this" || path.length !== 1 || step?.kind !== "field") return [];
      const root = rootOf(statement.value.operand);
      return root === undefined || !isGrowable(root) ? [] : [{ body, field: step.name, root, made: statement.span }];
    }),
  );

  function rootOf(value: Operand): string | undefined {
    const definitions = definitionsOf(body);
    const heap = heapViewOf(body, value);
    if (heap !== undefined || value.kind !== "place" || value.place.path.length > 0) return heap;
    const [call, another] = definitions.calls.get(value.place.local) ?? [];
    if (call === undefined || another !== undefined) return undefined;
    return viewRoot(body, definitions, call, calleePath(knowledge.program, body, call.callee));
  }
}

/** The memory as other members reach it: that of a parameter, by the field that the parameter is put in; what is around the class has one name. */
function rootElsewhere(body: Body, root: string): string | undefined {
  if (root.startsWith("this.")) return root;
  const exports = exportsOf(root);
  const name = exports === "" ? root : exports;
  if (isAround(body, name)) return root;
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "use" || operandText(body, statement.value.operand) !== name) continue;
      const field = placeText(body, statement.target);
      if (field?.startsWith("this.") === true) return `${field}${root.slice(name.length)}`;
    }
  }
  return undefined;
}

function isAround({ locals }: Body, name: string): boolean {
  return locals.some(({ name: known, kind }) => known === name && /^(?:capture|import|global)$/.test(kind.kind));
}

/** Its `set` looks like a collection's. */
function isUse({ how, depth }: SlotUse): boolean {
  return how.kind === "call" || how.kind === "put" || how.kind === "hand" || depth === "part";
}

/** Set by another line as well, or by one that is passed again. */
function isRenewed(uses: readonly SlotUse[]): boolean {
  return uses.filter(({ how, depth }) => how.kind === "set" && depth === "itself" && how.value !== undefined).length > 1;
}

/** The member that makes the view belongs to the next object as well, where both share one memory. */
function growthIn({ keeper }: KeeperFacts, made: Body, root: string): KeptView["growth"] | undefined {
  for (const member of keeper.members) {
    if (member === made && root.startsWith("this.")) continue;
    for (const { terminator } of member.blocks) {
      if (terminator.kind === "call" && terminator.callee.kind === "method" && grows(member, terminator, root) !== "no")
        return { span: terminator.span, text: `${operandText(member, terminator.callee.receiver) ?? ""}.${terminator.callee.name}` };
    }
  }
  return undefined;
}
