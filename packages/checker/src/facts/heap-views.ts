/** The views of its memory that an Emscripten module keeps, where a body takes one: the module replaces them when its memory grows. */

import type { Block, Statement } from "@freehold/mir/body";
import { namedSuccessor } from "./definitions.ts";
import type { Owner } from "./facts.ts";
import { addOwner, type Search } from "./owner-search.ts";
import { heapView, viewType } from "./views.ts";

/** `const heap = module.HEAPU8`, and by which statement. */
export function heapViews(search: Search, { id, statements }: Block): readonly (readonly [Statement, Owner])[] {
  const { body, definitions } = search;
  return statements.flatMap((statement, index) => {
    const root = heapView(body, statement);
    if (root === undefined || statement.kind !== "assign") return [];
    const owner = addOwner(search, {
      type: viewType,
      origin: { kind: "view", root },
      point: { block: id, index },
      span: statement.span,
      by: root,
      binding: namedSuccessor(body, definitions, statement.target.local),
    });
    return [[statement, owner] as const];
  });
}
