/** A change of the walked array that is written in another function: one that the turn calls, or one that whoever is called back may call. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, LocalId, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import { callbackOf } from "../../contracts/callbacks.ts";
import { operandText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { methodCalls, type MethodCall } from "../../explain/calls.ts";
import type { Origins } from "../../facts/origin.ts";
import { isOpenToAll } from "../../shared/callers.ts";
import { changeOf, refilling } from "./change.ts";
import { countedLoopAround } from "./counted-loop.ts";
import { arrayIdentity, withElements } from "./table.ts";
import { walkAround, type Walk } from "./walk.ts";

export interface Elsewhere {
  /** `called`: the turn calls it with the element. `back`: the element is called back, and whoever that is may call it. */
  readonly how: "called" | "back";
  readonly object: string;
  readonly by: string;
  readonly walk: Span;
  readonly call: Span;
  readonly change: Span;
}

export function changesElsewhere(view: BodyView, known: Origins): readonly Elsewhere[] {
  const origins = withElements(known);
  const splicing = splicingOf(bodiesOf(view.knowledge.program, view.file.path));
  const walked = splicing.length === 0 ? [] : [...walkedOver(view), ...countedOver(view)];
  if (walked.length === 0) return [];
  const removals = removalsIn(view.knowledge.program, origins, splicing);
  const found = walked.flatMap((each) => changesOf(view, origins, each, removals));
  return found.filter((each) => each === surestOf(found, each.walk));
}

function changesOf(
  view: BodyView,
  origins: Origins,
  { iterated, by: walker, counted }: Walked,
  removals: readonly Removal[],
): readonly Elsewhere[] {
  const key = origins.key(walker, iterated);
  const identity = arrayIdentity(view.knowledge.program, origins, walker, iterated);
  const removed = removals.filter((removal) => removal.body !== view.body && identity !== undefined && removal.identity === identity);
  if (key === undefined || removed.length === 0) return [];
  const object = operandText(walker, iterated);
  return view.body.blocks.flatMap((block): readonly Elsewhere[] => {
    if (block.terminator.kind !== "call") return [];
    const walk = counted === undefined ? walkAround(view, origins, block, key) : countAround(view, origins, block, key, counted);
    const by = walk && changeBy(view, { element: walk.element, object: object ?? "" }, block.terminator, removed);
    if (walk === undefined || by === undefined) return [];
    return [
      {
        how: by.how,
        object: object ?? walk.text ?? "the array",
        by: walk.by,
        walk: walk.span,
        call: block.terminator.span,
        change: by.removal.call.span,
      },
    ];
  });
}

/** One walk makes one report. */
function surestOf(found: readonly Elsewhere[], walk: Span): Elsewhere | undefined {
  const alike = found.filter((each) => each.walk === walk);
  return alike.find(({ how }) => how === "called") ?? alike[0];
}

interface Walked {
  readonly iterated: Operand;
  /** The body that names it. */
  readonly by: Body;
  /** The locals that get its elements, where they are taken by index; none where an element is called at once. */
  readonly counted?: readonly LocalId[];
}

/** `const listener = this.listeners[i]`, `this.listeners[i](event)`. */
function countedOver({ body }: BodyView): readonly Walked[] {
  return body.blocks.flatMap(({ statements, terminator }) => [
    ...(terminator.kind === "call" && terminator.callee.kind === "computed-method"
      ? [{ iterated: terminator.callee.receiver, by: body, counted: [] }]
      : []),
    ...statements.flatMap((statement): readonly Walked[] => {
      if (statement.kind !== "assign" || statement.target.path.length > 0 || statement.value.kind !== "use") return [];
      const { operand } = statement.value;
      if (operand.kind !== "place" || operand.place.path.at(-1)?.kind !== "index") return [];
      const { local, path } = operand.place;
      return [{ iterated: { ...operand, place: { local, path: path.slice(0, -1) } }, by: body, counted: [statement.target.local] }];
    }),
  ]);
}

function countAround(
  { body }: BodyView,
  origins: Origins,
  block: Block,
  key: string,
  elements: readonly LocalId[],
): Pick<Walk, "by" | "span" | "text" | "element"> | undefined {
  const loop = countedLoopAround(body, origins, block, key, "now-or-before");
  return loop && { by: "loop", span: loop.span, text: undefined, element: new Set(elements) };
}

/** What the loops of the body, or the method that calls it for each element, walk over. */
function walkedOver({ body, knowledge: { program } }: BodyView): readonly Walked[] {
  const loops = body.blocks.flatMap(({ terminator }): readonly Walked[] =>
    terminator.kind === "next" && !terminator.async ? [{ iterated: terminator.iterated, by: body }] : [],
  );
  const parent = body.parent === undefined ? undefined : program.bodies[body.parent];
  const caller = parent?.blocks.find((block) => callbackOf(block) === body.id)?.terminator;
  if (parent === undefined || caller?.kind !== "call" || caller.callee.kind !== "method") return loops;
  return [...loops, { iterated: caller.callee.receiver, by: parent }];
}

interface Removal {
  readonly body: Body;
  readonly call: MethodCall;
  readonly identity: string;
}

const splice: ReadonlySet<string> = new Set(["splice"]);

/** Of the bodies of a file; most have none. */
const splicingOf: (bodies: readonly Body[]) => readonly Body[] = remembering((bodies: readonly Body[]) =>
  bodies.filter((body) => methodCalls(body, undefined, splice).length > 0),
);

function removalsIn(program: Program, origins: Origins, bodies: readonly Body[]): readonly Removal[] {
  return bodies.flatMap((body) =>
    methodCalls(body, undefined, splice).flatMap((call): readonly Removal[] => {
      const identity = changeOf(call)?.kind === "takes-out" ? arrayIdentity(program, origins, body, call.callee.receiver) : undefined;
      return identity === undefined || putsBack(program, origins, body, identity) ? [] : [{ body, call, identity }];
    }),
  );
}

/** What moves an element to another place leaves none out for good. */
function putsBack(program: Program, origins: Origins, body: Body, identity: string): boolean {
  return methodCalls(body, undefined, refilling).some(
    (call) =>
      (call.callee.name !== "splice" || call.args.length > 2) && arrayIdentity(program, origins, body, call.callee.receiver) === identity,
  );
}

function changeBy(
  view: BodyView,
  walk: Elements,
  call: Call,
  removals: readonly Removal[],
): { readonly how: Elsewhere["how"]; readonly removal: Removal } | undefined {
  const { program, callees } = view.knowledge;
  if (call.args.some(({ value }) => isOf(walk.element, value))) {
    const callee = calleeBody(callees, view.body, call);
    const removal = removals.find(({ body }) => body.id === callee);
    if (removal !== undefined) return { how: "called", removal };
  }
  if (!callsBack(view, walk, call)) return undefined;
  const removal = removals.find(({ body }) => isOpenToAll(view.file, outermostOf(program.bodies, body)));
  return removal && { how: "back", removal };
}

interface Elements {
  readonly element: ReadonlySet<LocalId>;
  /** The array, as it is written. */
  readonly object: string;
}

/** `listener(event)`, `entry.handler(event)`, `listener.completed()`: what runs is whatever somebody has put there. */
function callsBack({ body }: BodyView, { element, object }: Elements, { callee, form }: Call): boolean {
  if (form !== "call") return false;
  if (callee.kind === "computed-method") return element.size === 0 && operandText(body, callee.receiver) === object;
  if (callee.kind === "value") return isOf(element, callee.operand);
  if (!isOf(element, callee.receiver)) return false;
  return (
    /(?:listener|callback|observer|subscriber)s$/i.test(object) ||
    /^_?(?:listener|callback|handler|cb|fn|call|apply|fire|notify|invoke|on[A-Z]\w*)$/.test(callee.name)
  );
}

function isOf(element: ReadonlySet<LocalId>, operand: Operand): boolean {
  return operand.kind === "place" && element.has(operand.place.local);
}

/** `subscribe() { return () => this.listeners.splice(…); }` is called by whoever called `subscribe`. */
function outermostOf(bodies: readonly Body[], body: Body): Body {
  let current = body;
  while (current.kind === "arrow" || current.kind === "function") {
    const parent = current.parent === undefined ? undefined : bodies[current.parent];
    if (parent === undefined || parent.kind === "module") break;
    current = parent;
  }
  return current;
}
