/** The arm of a `select` that receives. */

import type { Arm } from "./arm.ts";
import { addHandle, dropHandle } from "./local-channel.ts";
import { poll, watch, type Source } from "./source.ts";
import { empty, gone } from "./transfer.ts";

/** It is ready for a message, and when there will be none: `then` is told. `live` gives the source, or throws when the handle has ended. */
export function receiveArm<T, R>(live: () => Source, then: (message: IteratorResult<T, undefined>) => R): Arm<R> {
  return {
    begin: () => {
      const source = live();
      // The end stays this thread's until it is over, whatever becomes of the handle.
      if (source.kind === "channel") addHandle(source, "receive");
      return {
        ...watch(source),
        attempt: () => {
          const message = poll(source);
          if (message === empty) return undefined;
          const result: IteratorResult<T, undefined> =
            message === gone ? { done: true, value: undefined } : { done: false, value: message as T };
          return () => then(result);
        },
        finish: () => {
          if (source.kind === "channel") dropHandle(source, "receive");
        },
      };
    },
  };
}
