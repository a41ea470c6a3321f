/** Which thread this is, as others may speak to it: `std::thread::Thread`. */

import { nameLength, record } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { writeSharedText } from "../internal/shared-text.ts";
import { currentRecord, currentThreadId } from "../internal/thread-id.ts";
import { recordOf } from "../internal/thread-records.ts";
import { unparkOn } from "./park-word.ts";

interface ThreadWire {
  readonly id: number;
  readonly name: string | undefined;
}

/**
 * A thread, to be spoken of and to be woken. It may be sent to others, and outlives the thread that it names.
 *
 * Cost: 32 bytes; `unpark` one atomic operation while the thread is awake. Waking one that has ended does nothing.
 *
 * Source: `std::thread::Thread`.
 *
 * @example
 * ```ts
 * import { thread, type Thread } from "freehold";
 * const me: Thread = thread.current();
 * me.unpark();
 * thread.park();
 * assert.equal(me.id, thread.current().id);
 * ```
 */
export class Thread {
  readonly #id: number;
  readonly #name: string | undefined;

  static {
    registerShareable<Thread>({
      tag: "Thread",
      type: Thread,
      toWire: (thread) => ({ id: thread.#id, name: thread.#name }) satisfies ThreadWire,
      fromWire: (data) => {
        const { id, name } = data as ThreadWire;
        return new Thread(id, name);
      },
    });
  }

  /** @internal */
  constructor(id: number, name: string | undefined) {
    this.#id = id;
    this.#name = name;
  }

  /** Never that of another thread of this program, also after this one has ended: `Thread::id`. */
  get id(): number {
    return Thread.#expect("id", this).#id;
  }

  /** What it was named when it was spawned; `main` for the first one: `Thread::name`. */
  get name(): string | undefined {
    return Thread.#expect("name", this).#name;
  }

  /** Lets the thread go on from `park`, now or when it comes to it: `Thread::unpark`. */
  unpark(): void {
    const found = recordOf(Thread.#expect("unpark", this).#id);
    if (found !== undefined) unparkOn(found + record.park);
  }

  static #expect(method: string, received: Thread): Thread {
    if (typeof received !== "object" || received === null || !(#id in received)) {
      throw wrongReceiver(`Thread.${method}`, "Thread", received, "call `thread.current`");
    }
    return received;
  }
}

let ownName: string | undefined = "main";

/** Called first in a thread that was spawned. */
export function nameCurrent(name: string | undefined): void {
  ownName = name;
  if (name !== undefined) writeSharedText(currentRecord() + record.name, nameLength, name);
}

/** The thread that asks: `thread::current`. */
export function current(): Thread {
  return new Thread(currentThreadId(), ownName);
}
