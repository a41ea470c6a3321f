/** Where code gives back what it took: by a call, or by making a closure that has such a call. */

import { canRunAfter } from "@freehold/mir/cfg/reachability";
import type { Body, BodyId, LocalId, Point } from "@freehold/mir/body";
import type { Knowledge } from "../contracts/owned-type.ts";
import type { Ends, Pair } from "./pair.ts";

/** `if (hidden) lock.acquire(); else lock.release();` is a switch: it never gives back what it has taken itself. */
export function endsAfter(knowledge: Knowledge, body: Body, ends: Ends, taken: readonly Point[]): boolean {
  return endingPoints(knowledge, body, ends).some((point) => taken.some((before) => canRunAfter(body, before, point)));
}

/** The pairs that the code of a nested body gives back. */
export function givenBackIn(knowledge: Knowledge, nested: BodyId, pairs: readonly Pair[]): readonly LocalId[] {
  return pairs.filter((pair) => endsIn(knowledge, nested, pair.ends)).map((pair) => pair.local);
}

function endsIn(knowledge: Knowledge, nested: BodyId, ends: Ends): boolean {
  const body = knowledge.program.bodies[nested];
  return body !== undefined && endingPoints(knowledge, body, ends).length > 0;
}

function endingPoints(knowledge: Knowledge, body: Body, ends: Ends): readonly Point[] {
  return body.blocks.flatMap(({ id, statements, terminator }) => {
    const made = statements.flatMap((statement, index) =>
      statement.kind === "assign" &&
      statement.value.kind === "closure" &&
      statement.value.bodies.some((nested) => endsIn(knowledge, nested, ends))
        ? [{ block: id, index }]
        : [],
    );
    return terminator.kind === "call" && ends(body, terminator) ? [...made, { block: id, index: statements.length }] : made;
  });
}
