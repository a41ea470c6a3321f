/** What the threads of the kill stress share: how those that live use it, how those use it that will die, and what is looked for. */

export interface Subject<Handles extends readonly object[]> {
  readonly make: () => Handles;
  /** Something done once by a thread that lives, of which there are two, 0 and 1. Gives whether it shall go on. */
  readonly live: (handles: Handles, self: number, tell: Tell) => boolean;
  /** Something done once by a thread that dies sooner or later. */
  readonly die: (handles: Handles, turn: number) => void;
  /** Whether everything is as if nobody had died, when nobody uses it any more. */
  readonly isClean: (handles: Handles) => boolean;
}

/** What a thread that lives has to say. */
export interface Tell {
  readonly isOver: () => boolean;
  /** Something that nothing keeps from ending took too long. */
  readonly hang: () => void;
  /** Half an update, and nobody had said so. */
  readonly untold: () => void;
  /** It was told of a death, or has got what it began to wait for at `asked`, perhaps because of one. */
  readonly recovered: (asked: number, what: "told" | "waited") => void;
}

/** Only what nobody recovers takes longer. */
export const patienceMs = 20_000;

/** Milliseconds, the same in all threads, in 31 bits. */
export function clock(): number {
  return Date.now() & 0x7fff_ffff;
}
