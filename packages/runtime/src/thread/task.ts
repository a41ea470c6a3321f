/** What a thread is to run: a function by its source text, or an export of a module by its name. */

import { MisuseError } from "../internal/errors.ts";
import { expectFunction, nameOf } from "../internal/misuse.ts";
import { compilerHelper } from "./compiler-helpers.ts";

export type Task = InlineTask | ModuleTask;

interface InlineTask {
  readonly kind: "inline";
  readonly text: string;
}

interface ModuleTask {
  readonly kind: "module";
  readonly url: string;
  readonly name: string;
}

/** Anything like a `URL`, whose class TypeScript knows in Node and in browsers only. */
export interface ModuleUrl {
  readonly href: string;
}

/** In the thread: what the task means. */
export type Body = (...args: unknown[]) => unknown;

/** What is given to be run in a thread: a function, or a module whose export is named by the first argument. */
export type Work = ((...args: never[]) => unknown) | ModuleUrl;

/** The task, and what is left for its arguments. Throws `MisuseError` for what cannot be run. */
export function taskOf(called: string, work: Work, args: readonly unknown[]): readonly [Task, readonly unknown[]] {
  if (isModule(work)) return [moduleTask(called, work, args[0]), args.slice(1)];
  expectFunction(called, work);
  return [inlineTask(called, work), args];
}

/** Tells the task from all others. */
export function keyOf(task: Task): string {
  return task.kind === "inline" ? task.text : `${task.url}#${task.name}`;
}

/** In the thread: the function that the task means. */
export async function resolveTask(task: Task): Promise<Body> {
  if (task.kind === "inline") return compile(task.text);
  const exports = (await import(/* @vite-ignore */ /* webpackIgnore: true */ task.url)) as Readonly<Record<string, unknown>>;
  const found = exports[task.name];
  if (typeof found === "function") return found as Body;
  throw new MisuseError(`\`${task.url}\` has no function of the name \`${task.name}\`: export it there`);
}

/** A function that has no text of its own is refused: bound, native, a class, a generator. */
function inlineTask(called: string, body: (...args: never[]) => unknown): InlineTask {
  const text = Function.prototype.toString.call(body);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) throw unfit(called, "a native or bound one");
  if (/^class\b/.test(text)) throw unfit(called, "a class");
  if (/^(?:async\s*)?(?:function\s*)?\*/.test(text)) throw unfit(called, "a generator");
  return { kind: "inline", text };
}

function moduleTask(called: string, url: ModuleUrl, name: unknown): ModuleTask {
  if (typeof name !== "string")
    throw new MisuseError(`\`${called}\` needs the name of an export beside a URL and was given ${nameOf(name)}`);
  return { kind: "module", url: url.href, name };
}

function isModule(work: Work): work is ModuleUrl {
  return typeof work === "object" && work !== null && "href" in work && typeof work.href === "string";
}

/** As in a module: strict, without a `this`, and with nothing around it but globals and what compilers put beside functions. */
function compile(text: string): Body {
  const names = [...new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))].filter((name) => compilerHelper(name) !== undefined);
  const wrap = (expression: string) =>
    // oxlint-disable-next-line typescript/no-implied-eval -- The text is a function's own, from the thread that has spawned this one.
    new Function(...names, `"use strict"; return (${expression}\n);`) as Body;
  const helpers = names.map(compilerHelper);
  return (isMethod(text) ? Object.values(wrap(`{${text}}`)(...helpers) as object)[0] : wrap(text)(...helpers)) as Body;
}

/** Written `{ work() {} }`: its text is no expression. */
function isMethod(text: string): boolean {
  if (/^(?:async\s+)?function\b/.test(text)) return false;
  return !/^(?:async\b\s*)?(?:[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>|\()/u.test(text);
}

function unfit(called: string, what: string): MisuseError {
  return new MisuseError(
    `\`${called}\` needs a function with a text that can be sent and was given ${what}: write an arrow function, or give a module's URL and the name of an export`,
  );
}
