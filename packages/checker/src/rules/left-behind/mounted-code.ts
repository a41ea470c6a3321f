/**
 * Code that a user interface runs each time a component comes up: the effects of React and its kin, the mounting hooks of others. Whatever
 * it leaves on something that outlives the component is there once more after each run.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { headOf } from "../../explain/head.ts";

export interface Mounting {
  /** `useEffect`, where the code is handed over. */
  readonly at: Span;
  /** What undoes the code: the `result` that it gives back, or a hook or method of that name. */
  readonly undoneBy: string;
}

/** `useEffect(() => { … })`, if the body is that function, or a method like `componentDidMount`. O(blocks of the function around it). */
export function mountingOf(view: BodyView): Mounting | undefined {
  const { body } = view;
  const undoneBy = body.kind === "method" ? methods.get(body.scope.at(-1) ?? "") : undefined;
  return undoneBy === undefined ? effectOf(view) : { at: headOf(view, body), undoneBy };
}

function effectOf({ knowledge: { program }, body, file }: BodyView): Mounting | undefined {
  const around = body.parent === undefined ? undefined : program.bodies[body.parent];
  for (const block of around?.blocks ?? []) {
    const call = block.terminator;
    if (call.kind !== "call" || closureArguments(block)[0] !== body.id) continue;
    const path = calleePath(program, around!, call.callee);
    const framework = frameworks.find(({ modules }) => path?.modules.some((module) => modules.includes(module)));
    if (framework?.hooks.includes(path?.path.at(-1) ?? "") !== true) continue;
    const { start } = call.span;
    return { at: { ...call.span, end: file.text.indexOf("(", start) }, undoneBy: framework.undoneBy };
  }
  return undefined;
}

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

const methods: ReadonlyMap<string, string> = new Map([
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
