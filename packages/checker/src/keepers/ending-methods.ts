/** The methods by which an object is ended: named like a release, or called by a framework at the end of the object's life. */

import type { Body } from "@freehold/mir/body";
import { releaseMethods } from "../words.ts";
import type { Keeper } from "./keeper.ts";

/** `close(descriptor)` ends what it is given, not the object; `dispose(force)` and `onApplicationShutdown(signal)` are told how, or why. */
export function isEndingMethod({ kind, scope, params }: Body): boolean {
  const name = scope.at(-1) ?? "";
  if (kind !== "method" || (params.length > 0 && !/^(?:dispose|destroy|onApplicationShutdown|beforeApplicationShutdown)/.test(name)))
    return false;
  return releaseMethods.has(name) || hooks.has(name);
}

export function endingMethod({ members }: Keeper, name: string): Body | undefined {
  return members.find((member) => isEndingMethod(member) && member.scope.at(-1) === name);
}

/** Of several, those that callers know come first. */
export function endingMethods({ members }: Keeper): readonly Body[] {
  const ending = members.filter(isEndingMethod);
  return [...ending.filter(({ scope }) => releaseMethods.has(scope.at(-1)!)), ...ending.filter(({ scope }) => hooks.has(scope.at(-1)!))];
}

/** What base classes and frameworks call when they end an object. */
const hooks: ReadonlySet<string> = new Set([
  "disposed",
  "onDispose",
  "doDispose",
  "_dispose",
  "_destroy",
  "onDestroy",
  "ngOnDestroy",
  "onModuleDestroy",
  "beforeApplicationShutdown",
  "onApplicationShutdown",
  "componentWillUnmount",
  "disconnectedCallback",
  "unmount",
  "unmounted",
  "onunload",
  "onUnload",
  "beforeDestroy",
  "cleanup",
  "teardown",
  "shutdown",
  "stop",
  "leave",
]);
