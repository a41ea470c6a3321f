/** Every export, called as plain JavaScript may call it: each wrong call throws a class of the library that says what to do. */

import { describe, expect, test } from "vitest";
import * as freehold from "freehold";
import { caught } from "./caught.ts";
import { leavesNothingAlive } from "./leaves-nothing-alive.ts";

leavesNothingAlive();

type Callable = (...parameters: unknown[]) => unknown;

/** What is given in place of a handle. `Object.create` makes one of the right prototype that no constructor has seen. */
const foreign = (type: { readonly prototype: object }): readonly unknown[] => [
  undefined,
  null,
  1,
  "text",
  {},
  [],
  Object.create(type.prototype),
];

/** They read and take what they are given, whatever it is. */
const takesAnything: ReadonlySet<string> = new Set(["drop", "dropAsync", "forget", "liveCount", "ref", "mut", "move", "required"]);

/** They are given nothing that could be wrong. */
const takesNothing: ReadonlySet<string> = new Set(["channel", "never"]);

/** They are given a number. */
const takesNumbers: ReadonlySet<string> = new Set(["syncChannel", "after", "tick"]);

/** They are given any object, and the name of a field. */
const takesObjects: ReadonlySet<string> = new Set(["field", "replace", "swap", "take"]);

const classes = Object.entries(freehold as Readonly<Record<string, unknown>>).filter(
  (entry): entry is [string, Callable & { readonly prototype: object }] => isClass(entry[1]) && !entry[0].endsWith("Error"),
);

const functions = Object.entries(freehold as Readonly<Record<string, unknown>>).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === "function" && !isClass(entry[1]) && !takesAnything.has(entry[0]) && !takesNothing.has(entry[0]),
);

test("classes and functions were found", () => {
  expect(classes.map(([name]) => name)).toEqual(expect.arrayContaining(["Box", "Rc", "Weak", "SlotMap", "Drain", "Trait", "Drop"]));
  expect(functions.map(([name]) => name)).toEqual(expect.arrayContaining(["dyn", "impl", "defer", "field", "replace", "swap", "take"]));
});

describe.for(classes)("%s", ([, type]) => {
  test.for(methodsOf(type.prototype))("%s on a wrong receiver throws MisuseError", async ([, method]) => {
    for (const receiver of foreign(type)) await expectMisuse(() => method.call(receiver, String, String));
  });

  test.for(staticsOf(type))("static %s of no handle throws MisuseError", async ([, method]) => {
    for (const given of foreign(type)) await expectMisuse(() => method.call(type, given, String));
  });
});

test.for(functions)("%s of what it cannot take throws MisuseError", async ([name, called]) => {
  const objects = takesObjects.has(name) ? [] : [{}, []];
  const numbers = takesNumbers.has(name) ? [Number.NaN, -1] : [1];
  for (const given of [undefined, null, "text", ...numbers, ...objects])
    await expectMisuse(() => called(given, Symbol("key"), given, Symbol("key")));
});

/** What is asynchronous rejects. */
async function expectMisuse(call: () => unknown): Promise<void> {
  let result: unknown;
  const thrown = caught(() => (result = call()));
  const error: unknown =
    thrown ??
    (await Promise.resolve(result).then(
      () => undefined,
      (reason: unknown) => reason,
    ));
  expect(error).toBeInstanceOf(freehold.MisuseError);
  // It says what was wrong and what to do.
  expect((error as Error).message).toMatch(/`.+`.* (?:needs|extends|is not made|given|cannot|has)/);
}

/** Its own, and those of the library's classes that it extends. */
function methodsOf(prototype: object): readonly (readonly [string, Callable])[] {
  const base = Object.getPrototypeOf(prototype) as object;
  return base === Object.prototype ? ownMethodsOf(prototype) : [...ownMethodsOf(prototype), ...methodsOf(base)];
}

function ownMethodsOf(prototype: object): readonly (readonly [string, Callable])[] {
  return Reflect.ownKeys(prototype).flatMap((key) => {
    if (key === "constructor" || (typeof key === "symbol" && key.description?.startsWith("freehold") === true)) return [];
    // A method's value, or the getter of an accessor.
    const method: unknown = Object.values(Object.getOwnPropertyDescriptor(prototype, key)!).find((part) => typeof part === "function");
    return typeof method === "function" ? [[String(key), method as Callable] as const] : [];
  });
}

/** `new`, `from` and their like make handles of anything. */
function staticsOf(type: object): readonly (readonly [string, Callable])[] {
  const makers = new Set(["new", "from", "prototype", "define", "withCapacity"]);
  return Object.getOwnPropertyNames(type).flatMap((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(type, key)!.value;
    return typeof value === "function" && !makers.has(key) ? [[key, value as Callable] as const] : [];
  });
}

function isClass(value: unknown): boolean {
  return typeof value === "function" && /^(?:abstract )?class\b/.test(Function.prototype.toString.call(value));
}
