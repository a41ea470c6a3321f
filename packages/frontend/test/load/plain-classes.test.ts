/** Which of a project's classes are not asked about. */

import { expect, test } from "vitest";
import { plainClasses } from "../../src/plain-classes.ts";

test.each([
  ["a class of values", ["class Point {\n  length() {}\n}"], ["Point"]],
  ["an error, whatever it is made of", ["class LostError extends Unknown {\n  close() {}\n}"], ["LostError"]],
  ["a class with a plain base in another file", ["export class Point {}", "export class Point3 extends Point {}"], ["Point", "Point3"]],
  ["not one that ends something", ["class File {\n  async close() {}\n}"], []],
  ["not a declared one", ["declare class File {\n  free(): void;\n}"], []],
  ["not one whose end is a field", ["class File {\n  readonly dispose = () => {};\n}"], []],
  ["not one that `using` ends", ["class File {\n  [Symbol.dispose]() {}\n}"], []],
  ["not the heir of one that ends something", ["class File {\n  close() {}\n}", "class Log extends File {}"], []],
  ["not the heir of a class from elsewhere", ["class Log<T> extends events.Emitter {}"], []],
  ["not one that extends itself", ["class Odd extends Odd {}"], []],
  ["not one of two with the same name that ends something", ["class A {}", "class A {\n  stop() {}\n}"], []],
])("plain is %s", (_, texts, plain) => expect([...plainClasses(texts)]).toEqual(plain));
