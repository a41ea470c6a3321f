/** What is explored: words, threads, and what must be so. */

import { directly } from "./directly.ts";
import { read, write } from "./plain.ts";
import type { Code } from "./run-ahead.ts";
import { onStage, stage } from "./stage.ts";

/** Writes a program down. Runs once; code outside of threads works on the memory before anybody starts. */
export type Describe = (plan: Plan) => void;

export interface Plan {
  /** The address of a new word. */
  readonly word: (name: string, initial?: number) => number;
  /** The address of the first of several words that follow each other. */
  readonly words: (name: string, length: number) => number;
  /** A word for plain reads and writes. */
  readonly cell: (name: string, initial?: number) => Cell;
  readonly ghost: (name: string, initial?: number) => Ghost;
  readonly thread: (name: string, code: Code) => void;
  /** What a thread of its own does after a thread was killed. */
  readonly supervisor: (recover: Recover) => void;
  /** Runs in the moment of a death, and may change ghosts by what it sees. */
  readonly atDeath: (look: (seen: Seen, dead: number) => void) => void;
  /** A sentence about what is wrong, in whatever state. */
  readonly always: (wrong: Judge) => void;
  /** The same, when all threads are finished or dead. */
  readonly atEnd: (wrong: Judge) => void;
}

/** `waitedOn`: the word for which the dead thread waited, or was just woken; it may have taken a wake-up with it. */
export type Recover = (dead: number, waitedOn: number | undefined) => void;

export type Judge = (seen: Seen) => string | undefined;

/** A state, as the program's own judgements see it. */
export interface Seen {
  readonly word: (address: number) => number;
  readonly ghost: (ghost: Ghost) => number;
  /** Whether the thread of this number was killed. */
  readonly died: (thread: number) => boolean;
}

/** Memory without atomics. Two threads that are about to touch one cell, one of them to write, race. */
export interface Cell {
  readonly address: number;
  readonly read: () => number;
  readonly write: (value: number) => void;
}

/** A number that only the proof sees: it changes together with the operation before, and nobody can act on it. */
export interface Ghost {
  readonly index: number;
  readonly set: (value: number) => void;
  readonly add: (value: number) => void;
}

export interface Program {
  readonly memory: Map<number, number>;
  readonly names: Map<number, string>;
  readonly ghosts: { readonly name: string; readonly initial: number }[];
  readonly threads: { readonly name: string; readonly code: Code }[];
  recover: Recover | undefined;
  atDeath: ((seen: Seen, dead: number) => void) | undefined;
  readonly always: Judge[];
  readonly atEnd: Judge[];
}

/** Words stand apart by this many, so that nothing about one follows from the address of another. */
const apart = 64;

export function programOf(describe: Describe): Program {
  const program: Program = {
    memory: new Map(),
    names: new Map(),
    ghosts: [],
    threads: [],
    recover: undefined,
    atDeath: undefined,
    always: [],
    atEnd: [],
  };
  onStage(
    directly(program.memory, () => {}),
    () => describe(planOf(program)),
  );
  return program;
}

/** A word without a name of its own is called after its address. */
export function nameOf(program: Program, address: number): string {
  return program.names.get(address) ?? `word ${address}`;
}

/** Counted from 0; supervisors come after the program's own. */
export function threadName({ threads }: Program, thread: number): string {
  return threads[thread]?.name ?? (thread === threads.length ? "supervisor" : `supervisor ${thread - threads.length + 1}`);
}

function planOf(program: Program): Plan {
  let end = apart;
  const words = (name: string, length: number, initial: number): number => {
    const address = end;
    end += apart * Math.ceil(length / apart);
    for (let index = 0; index < length; index++) {
      program.names.set(address + index, length === 1 ? name : `${name}[${index}]`);
      program.memory.set(address + index, initial | 0);
    }
    return address;
  };
  return {
    word: (name, initial = 0) => words(name, 1, initial),
    words: (name, length) => words(name, length, 0),
    cell: (name, initial = 0) => {
      const address = words(name, 1, initial);
      return { address, read: () => read(address), write: (value) => write(address, value) };
    },
    ghost: (name, initial = 0) => ghostAt(program.ghosts.push({ name, initial }) - 1),
    thread: (name, code) => void program.threads.push({ name, code }),
    supervisor: (recover) => void (program.recover = recover),
    atDeath: (look) => void (program.atDeath = look),
    always: (wrong) => void program.always.push(wrong),
    atEnd: (wrong) => void program.atEnd.push(wrong),
  };
}

function ghostAt(index: number): Ghost {
  return {
    index,
    set: (value) => stage().effect({ ghost: index, kind: "set", value }),
    add: (value) => stage().effect({ ghost: index, kind: "add", value }),
  };
}
