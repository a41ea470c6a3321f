/** What a repeated command shows: it writes as often as it likes, and what is there already is not shown again. */

import type { Sink, World } from "./world.ts";

export interface Screen {
  /** What is written to it is held back. */
  readonly world: World;
  /** Shows what was written since the last time, in the place of what stood there. Whether it is something else. */
  showNews(): boolean;
}

export function screenOf(world: World): Screen {
  let shown: string | undefined;
  const written = { out: "", err: "" };
  // What is held back is no progress.
  return { world: { ...world, out: holding("out"), err: { ...holding("err"), isTerminal: false } }, showNews };

  function holding(name: "out" | "err"): Sink {
    return { ...world[name], write: (text) => void (written[name] += text) };
  }

  function showNews(): boolean {
    const { out, err } = written;
    written.out = written.err = "";
    if (JSON.stringify([out, err]) === shown) return false;
    const clears = shown !== undefined && world.out.isTerminal;
    shown = JSON.stringify([out, err]);
    world.out.write(`${clears ? clearing : ""}${out}`);
    world.err.write(err);
    return true;
  }
}

/** The screen and what scrolled out of it. */
const clearing = "\u001B[2J\u001B[3J\u001B[H";
