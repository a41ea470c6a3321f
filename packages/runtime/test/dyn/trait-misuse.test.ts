/** What callers without types get from `Trait`, `impl` and `dyn`. */

import { describe, expect, test } from "vitest";
import { dyn, impl, MisuseError, MissingMethodError, required, Trait } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { ConsoleLogger, FileLogger, loggerTrait } from "./loggers.ts";

leavesNothingAlive();

describe("misuse", () => {
  const untyped = impl as unknown as (trait: unknown) => { for(type: unknown, methods?: unknown): void; forAll(methods: unknown): void };

  test("a missing method is named at impl", () => {
    const Logger = loggerTrait();
    expect(() => untyped(Logger).for(FileLogger)).toThrow(MissingMethodError);
    expect(() => untyped(Logger).for(FileLogger, {})).toThrow("`FileLogger` lacks `log`, which `Logger` requires");
  });

  test("all missing methods are named together", () => {
    const Both = Trait.define<{ open(): void; close(): void; read(): void }>("File", { open: required, close: required, read: required });
    expect(() => untyped(Both).for(FileLogger, { read() {} })).toThrow("lacks `open`, `close`");
  });

  test("a blanket needs every required method", () => {
    expect(() => untyped(loggerTrait()).forAll({})).toThrow(MissingMethodError);
  });

  test("a method that is not the trait's is refused with those that are", () => {
    expect(() => untyped(loggerTrait()).for(FileLogger, { log() {}, warn() {} })).toThrow(
      "`warn` is not a method of `Logger`: it has `log`",
    );
  });

  test.for<[string, unknown]>([
    ["a number", 1],
    ["null", null],
    ["an object", {}],
  ])("a method that is %s is refused", ([, method]) => {
    expect(() => untyped(loggerTrait()).for(FileLogger, { log: method })).toThrow(MisuseError);
  });

  test("implementing a trait twice for one type is refused", () => {
    const Logger = loggerTrait();
    impl(Logger).for(FileLogger, { log: () => "" });
    expect(() => impl(Logger).for(FileLogger, { log: () => "" })).toThrow("`FileLogger` implements `Logger` already");
    impl(Logger).forAll({ log: () => "" });
    expect(() => impl(Logger).forAll({ log: () => "" })).toThrow(MisuseError);
  });

  test.for<[string, unknown]>([
    ["an instance", new FileLogger()],
    ["undefined", undefined],
    ["an arrow", () => 1],
    ["a name", "FileLogger"],
  ])("a type that is %s is refused", ([, type]) => {
    expect(() => untyped(loggerTrait()).for(type, { log() {} })).toThrow(MisuseError);
  });

  test.for<[string, unknown]>([
    ["undefined", undefined],
    ["an interface's shape", { log() {} }],
    ["a class", FileLogger],
  ])("a trait that is %s is refused", ([, trait]) => {
    expect(() => untyped(trait)).toThrow(MisuseError);
    expect(() => dyn(trait as never, new FileLogger())).toThrow("needs a trait");
    expect(() => Trait.extending(trait as never)).toThrow(MisuseError);
  });

  test("a value whose class does not implement the trait is told how it would", () => {
    const make = () => dyn(loggerTrait(), new FileLogger());
    expect(make).toThrow(MissingMethodError);
    expect(make).toThrow("`FileLogger` does not implement `Logger`: write `impl(Logger).for(FileLogger, { … })` first");
  });

  test.for([null, undefined])("%s implements no trait, not even by a blanket", (value) => {
    const Logger = loggerTrait();
    impl(Logger).forAll({ log: () => "" });
    expect(() => dyn(Logger, value)).toThrow(MisuseError);
    expect(Logger.isImplementedBy(value)).toBe(false);
  });

  test.for<[string, unknown]>([
    ["a number for a method", { log: 1 }],
    ["no methods at all", undefined],
    ["a constructor", { constructor: required }],
    ["a dispose method", { [Symbol.dispose]: required }],
  ])("a trait with %s is refused", ([, methods]) => {
    expect(() => Trait.define("Wrong", methods as never)).toThrow(MisuseError);
  });

  test("a trait tells who implements it", () => {
    const Logger = loggerTrait();
    impl(Logger).for(FileLogger, { log: () => "" });
    expect([new FileLogger(), new ConsoleLogger(), 1].map((value) => Logger.isImplementedBy(value))).toEqual([true, false, false]);
    expect(Logger.name).toBe("Logger");
  });
});
