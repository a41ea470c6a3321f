/** The walk of `drop.ts` for what ends by a promise: the same order, one after the other, each awaited. */

import { checked, here } from "#checks";
import { beginWalk, dropOne, isObject, type DropWalk } from "./drop.ts";
import { suppress } from "./suppressed-error.ts";

/** Ends an owner whose own body is awaited. */
export const asyncGlue: unique symbol = Symbol("freehold.asyncGlue");

/** What classes that extend `AsyncDrop` tell the walk. */
export interface AsyncOwner {
  [asyncGlue](walk: DropWalk): Promise<void>;
}

/** Drops it and all that it owns, and awaits what has to be awaited. Rejects with what destructors threw, after everything is dropped. */
export async function dropValueAsync(value: unknown): Promise<void> {
  if (!isObject(value)) return;
  const walk = beginWalk(value, checked ? here() : undefined, undefined);
  let failed = false;
  let failure: unknown;
  for (let next = walk.pending.pop(); next !== undefined; next = walk.pending.pop()) {
    try {
      // What has a synchronous end only is not waited for, so that a long list does not go through the queue of tasks once a node.
      if (isAsyncOwner(next)) await next[asyncGlue](walk);
      else if (Symbol.asyncDispose in next) await (next as AsyncDisposable)[Symbol.asyncDispose]();
      else dropOne(next, walk);
    } catch (error) {
      failure = failed ? suppress(error, failure) : error;
      failed = true;
    }
  }
  if (failed) throw failure;
}

function isAsyncOwner(value: object): value is AsyncOwner {
  return asyncGlue in value;
}
