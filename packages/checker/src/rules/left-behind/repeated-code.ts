/**
 * Code that a framework or a server runs again and again: the effects of React and its kin, the mounting hooks of others, the handlers of
 * requests and connections. Whatever it leaves on something that outlives the run is there once more after each.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import type { Call } from "../../contracts/resolve.ts";
import { methodCalls, programUnit } from "../../explain/calls.ts";
import { headOf } from "../../explain/head.ts";

export interface Repeated {
  readonly of: "component" | "request" | "connection";
  /** `useEffect`, `app.get`, `componentDidMount(): void`. */
  readonly at: Span;
  /** What undoes the code: the `result` that it gives back, or a hook, method or event of that name. */
  readonly undoneBy: string;
}

/** O(blocks of the function around it). */
export function repeatedCode(view: BodyView): Repeated | undefined {
  const { body, file, knowledge } = view;
  const undoneBy = body.kind === "method" ? mountingMethods.get(body.scope.at(-1) ?? "") : undefined;
  if (undoneBy !== undefined) return { of: "component", at: headOf(view, body), undoneBy };
  const around = body.parent === undefined ? undefined : knowledge.program.bodies[body.parent];
  for (const block of around?.blocks ?? []) {
    const call = block.terminator;
    if (call.kind !== "call" || !closureArguments(block).includes(body.id)) continue;
    const found = effectOf(view, around!, block, call) ?? serverOf(view, around!, call) ?? handlerOf(view, call);
    if (found !== undefined) return { ...found, at: { ...call.span, end: file.text.indexOf("(", call.span.start) } };
  }
  return undefined;
}

type Found = Pick<Repeated, "of" | "undoneBy">;

/** `useEffect(() => { … })`. */
function effectOf({ knowledge: { program }, body }: BodyView, around: Body, block: Block, { callee }: Call): Found | undefined {
  if (closureArguments(block)[0] !== body.id) return undefined;
  const path = calleePath(program, around, callee);
  const framework = frameworks.find(({ modules }) => path?.modules.some((module) => modules.includes(module)));
  return framework?.hooks.includes(path?.path.at(-1) ?? "") === true ? { of: "component", undoneBy: framework.undoneBy } : undefined;
}

/** `createServer((request, response) => { … })`. */
function serverOf({ knowledge: { program } }: BodyView, around: Body, { callee }: Call): Found | undefined {
  const path = calleePath(program, around, callee);
  if (path === undefined || !/^create(?:Secure)?Server$/.test(path.path.at(-1) ?? "")) return undefined;
  if (path.modules.some((module) => /^(?:node:)?https?2?$/.test(module))) return { of: "request", undoneBy: "close" };
  return path.modules.some((module) => /^(?:node:)?(?:net|tls)$/.test(module)) ? { of: "connection", undoneBy: "close" } : undefined;
}

/** `app.get("/", (request, response) => { … })`, `server.on("connection", (socket) => { … })`. */
function handlerOf(view: BodyView, { callee, args: [first] }: Call): Found | undefined {
  if (callee.kind !== "method" || first?.value.kind !== "constant" || first.value.value.kind !== "string") return undefined;
  const event = first.value.value.value;
  if (callee.name === "on") return event === "connection" || event === "request" ? { of: event, undoneBy: "close" } : undefined;
  return routeWords.has(callee.name) && event.startsWith("/") && answers(view) ? { of: "request", undoneBy: "close" } : undefined;
}

/** Its second parameter is what a response is: there is something to say by it. */
function answers(view: BodyView): boolean {
  const { body } = view;
  const response = body.params[1];
  const name = response === undefined ? undefined : body.locals[response]?.name;
  return name !== undefined && programUnit(view).some((part) => methodCalls(part, name, answering).length > 0);
}

const answering: ReadonlySet<string> = new Set(["end", "send", "json", "write", "writeHead", "status", "render", "redirect"]);

const routeWords: ReadonlySet<string> = new Set(["get", "post", "put", "patch", "delete", "all"]);

interface Framework {
  readonly modules: readonly string[];
  readonly hooks: readonly string[];
  readonly undoneBy: string;
}

const frameworks: readonly Framework[] = [
  {
    modules: ["react", "preact/hooks", "preact/compat"],
    hooks: ["useEffect", "useLayoutEffect", "useInsertionEffect"],
    undoneBy: "result",
  },
  { modules: ["svelte"], hooks: ["onMount"], undoneBy: "result" },
  { modules: ["vue"], hooks: ["onMounted", "onActivated"], undoneBy: "onUnmounted" },
  { modules: ["solid-js"], hooks: ["onMount", "createEffect"], undoneBy: "onCleanup" },
];

const mountingMethods: ReadonlyMap<string, string> = new Map([
  ["componentDidMount", "componentWillUnmount"],
  ["connectedCallback", "disconnectedCallback"],
  ["ngOnInit", "ngOnDestroy"],
  ["ngAfterViewInit", "ngOnDestroy"],
]);

/** Something other than a constant: a cleanup, most likely. */
export function givesResult({ blocks, locals }: Body): boolean {
  const result = locals.find(({ kind }) => kind.kind === "return")?.id;
  return blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local === result &&
        !(statement.value.kind === "use" && statement.value.operand.kind === "constant"),
    ),
  );
}
