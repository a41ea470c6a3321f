/** What is wrong with a state. */

import { seenBy, standing, type World } from "./move.ts";
import { race } from "./position.ts";
import { nameOf, threadName, type Judge } from "./program.ts";
import { placeInQueue, type Row } from "./state.ts";

/** Threads and words by their names. */
export type Violation =
  | { readonly kind: "race"; readonly threads: readonly [string, string]; readonly word: string }
  | { readonly kind: "deadlock"; readonly sleeping: readonly Sleeper[] }
  /** Threads go on, and none of their ways leads to an end. */
  | { readonly kind: "livelock" }
  | { readonly kind: "threw"; readonly thread: string; readonly error: unknown }
  /** In the words of the program. */
  | { readonly kind: "wrong"; readonly when: "always" | "at the end"; readonly text: string };

export interface Sleeper {
  readonly thread: string;
  readonly word: string;
}

/** What is wrong with it, whatever comes next. */
export function judge(world: World, row: Row): Violation | undefined {
  for (let thread = 0; thread < world.layout.threads; thread++) {
    const position = standing(world, row, thread);
    if (position === undefined) continue;
    if (position.stop.kind === "threw") return { kind: "threw", thread: threadName(world.program, thread), error: position.stop.error };
    const violation = position.plain ? raceOf(world, row, thread) : undefined;
    if (violation !== undefined) return violation;
  }
  return wrong(world, row, world.program.always, "always");
}

/** What is wrong with it when nobody will do anything any more. */
export function judgeEnd(world: World, row: Row): Violation | undefined {
  return wrong(world, row, world.program.atEnd, "at the end");
}

/** These wait, and nobody is left who could wake them. */
export function deadlock(world: World, row: Row, threads: readonly number[]): Violation {
  const sleeping = threads.map((thread) => ({
    thread: threadName(world.program, thread),
    word: nameOf(world.program, standing(world, row, thread)?.operation?.address ?? 0),
  }));
  return { kind: "deadlock", sleeping };
}

function raceOf(world: World, row: Row, thread: number): Violation | undefined {
  const position = standing(world, row, thread);
  for (let other = 0; other < world.layout.threads; other++) {
    const rival = other === thread || placeInQueue(row, other) > 0 ? undefined : standing(world, row, other);
    if (position?.operation === undefined || rival === undefined || !race(position, rival)) continue;
    const threads = [threadName(world.program, thread), threadName(world.program, other)] as const;
    return { kind: "race", threads, word: nameOf(world.program, position.operation.address) };
  }
  return undefined;
}

function wrong(world: World, row: Row, judges: readonly Judge[], when: "always" | "at the end"): Violation | undefined {
  if (judges.length === 0) return undefined;
  const seen = seenBy(world, row);
  for (const each of judges) {
    const text = each(seen);
    if (text !== undefined) return { kind: "wrong", when, text };
  }
  return undefined;
}
