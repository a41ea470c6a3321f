/** What a call leaves running behind it: a promise or a generator keeps everything that it was called with. */

import type { Signature } from "@freehold/mir/declared";
import type { InstantiatedSignature } from "./signature.ts";
import type { Subset } from "./step.ts";
import { copyType, regionsOf, type RegionId, type RunningType, type Type } from "./type.ts";

const generators: ReadonlySet<string> = new Set(["Generator", "AsyncGenerator", "IterableIterator", "AsyncIterableIterator"]);

/** By the name of the written type. */
export function runningKind(name: string): RunningType["what"] | undefined {
  if (name === "Promise" || name === "PromiseLike") return "promise";
  return generators.has(name) ? "generator" : undefined;
}

/** Of a function whose result is not written. */
export function unwrittenResult({ async, generator }: Signature, region: () => RegionId): Type {
  if (!async && !generator) return copyType;
  return { kind: "running", what: generator ? "generator" : "promise", region: region(), of: copyType };
}

/** `await p` gives what the promise is of; everything else it gives as it is. */
export function awaited(type: Type): Type {
  return type.kind === "running" && type.what === "promise" ? type.of : type;
}

/** Everything that is passed is in the result until it is awaited, or has come to its end. */
export function keptWhileRunning({ receiver, arguments: args, running }: InstantiatedSignature): readonly Subset[] {
  if (running === undefined) return [];
  return [...(receiver === undefined ? [] : [receiver]), ...args].flatMap(regionsOf).map((from) => ({ from, to: running }));
}

/** Of a promise itself. */
export const chaining: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

/** Of `Promise`: they are over when what they are given is. */
export const joining: ReadonlySet<string> = new Set(["all", "allSettled", "any", "race", "resolve"]);
