/** Traits behave as Rust's: implementations, defaults and supertraits. */

import { describe, expect, test } from "vitest";
import { drop, type Dyn, dyn, impl, MisuseError, MissingMethodError, MovedError, required, Trait, upcast } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { ConsoleLogger, FileLogger, loggerTrait, type Logger } from "./loggers.ts";

leavesNothingAlive();

describe("implementing", () => {
  test("each type answers in its own way", () => {
    const Logger = loggerTrait();
    impl(Logger).for(FileLogger, {
      log(message) {
        return `${this.path}: ${message}`;
      },
    });
    impl(Logger).for(ConsoleLogger, { log: (message) => `console: ${message}` });
    using file = dyn(Logger, new FileLogger());
    using console = dyn(Logger, new ConsoleLogger());
    expect([file, console].map((logger) => logger.log("started"))).toEqual(["app.log: started", "console: started"]);
  });

  test.for<[string, unknown, { readonly prototype: unknown; readonly name: string }]>([
    ["a number", 1, Number],
    ["a string", "a", String],
    ["a boolean", true, Boolean],
    ["a bigint", 1n, BigInt],
    ["a symbol", Symbol.iterator, Symbol],
    ["an array", [1], Array],
    ["a map", new Map(), Map],
    ["a function", () => 1, Function],
    ["a date", new Date(0), Date],
    ["an object literal", {}, Object],
    ["a typed array", new Uint8Array(1), Uint8Array],
  ])("a type that is somebody else's can be given a trait: %s", ([, value, type]) => {
    const Logger = loggerTrait();
    impl(Logger).for(type, { log: (message: string) => `${type.name}: ${message}` });
    using object = dyn(Logger, value);
    expect(object.log("hello")).toBe(`${type.name}: hello`);
  });

  test("nothing is added to the type itself", () => {
    const Logger = loggerTrait();
    impl(Logger).for(Number, { log: (message) => message });
    expect("log" in Number.prototype).toBe(false);
    expect(Reflect.ownKeys(FileLogger.prototype)).toEqual(["constructor"]);
  });

  test("a class that has the methods already needs none written", () => {
    class Ready {
      readonly name = "ready";
      log(message: string): string {
        return `${this.name}: ${message}`;
      }
    }
    const Logger = loggerTrait();
    impl(Logger).for(Ready);
    using object = dyn(Logger, new Ready());
    expect(object.log("go")).toBe("ready: go");
  });

  test("a written method goes before the class's own", () => {
    class Ready {
      log(message: string): string {
        return `own ${message}`;
      }
    }
    const Logger = loggerTrait();
    impl(Logger).for(Ready, { log: (message) => `written ${message}` });
    using object = dyn(Logger, new Ready());
    expect(object.log("go")).toBe("written go");
  });

  test("a class inherits the implementation of the class it extends", () => {
    class RotatingLogger extends FileLogger {
      override readonly path = "rotating.log";
    }
    const Logger = loggerTrait();
    impl(Logger).for(FileLogger, {
      log(message) {
        return `${this.path}: ${message}`;
      },
    });
    using object = dyn(Logger, new RotatingLogger());
    expect(object.log("go")).toBe("rotating.log: go");
  });

  test("a class's own override of an inherited method is called", () => {
    class Base {
      log(message: string): string {
        return `base ${message}`;
      }
    }
    class Derived extends Base {
      override log(message: string): string {
        return `derived ${message}`;
      }
    }
    const Logger = loggerTrait();
    impl(Logger).for(Base);
    using base = dyn(Logger, new Base());
    using derived = dyn(Logger, new Derived());
    expect([base.log("go"), derived.log("go")]).toEqual(["base go", "derived go"]);
  });

  test("an implementation for a class goes before that of the class it extends, also when it comes later", () => {
    class RotatingLogger extends FileLogger {}
    const Logger = loggerTrait();
    impl(Logger).for(FileLogger, { log: () => "file" });
    using before = dyn(Logger, new RotatingLogger());
    impl(Logger).for(RotatingLogger, { log: () => "rotating" });
    using after = dyn(Logger, new RotatingLogger());
    expect([before.log(""), after.log("")]).toEqual(["file", "rotating"]);
  });

  test("a blanket implementation serves every type that has no other", () => {
    const Logger = loggerTrait();
    impl(Logger).forAll({ log: (message) => `any ${message}` });
    impl(Logger).for(String, { log: (message) => `string ${message}` });
    using number = dyn(Logger, 1);
    using string = dyn(Logger, "a");
    using bare = dyn(Logger, Object.create(null));
    expect([number, string, bare].map((object) => object.log("x"))).toEqual(["any x", "string x", "any x"]);
  });

  test("methods may have symbols for names", () => {
    const Counted = Trait.define<{ [Symbol.iterator](): Iterator<number> }>("Counted", { [Symbol.iterator]: required });
    impl(Counted).for(Number, {
      *[Symbol.iterator]() {
        for (let index = 0; index < Number(this); index++) yield index;
      },
    });
    using object = dyn(Counted, 3);
    expect([...object]).toEqual([0, 1, 2]);
  });

  test.for([0, 1, 2, 3, 8])("%i arguments arrive as they were given", (count) => {
    const Variadic = Trait.define<{ all(...values: number[]): number[] }>("Variadic", { all: required });
    impl(Variadic).for(ConsoleLogger, { all: (...values) => values });
    using object = dyn(Variadic, new ConsoleLogger());
    const values = Array.from({ length: count }, (_, index) => index);
    expect(object.all(...values)).toEqual(values);
  });

  test("a method that throws throws through the object", () => {
    const Logger = loggerTrait();
    impl(Logger).for(ConsoleLogger, {
      log() {
        throw new RangeError("full");
      },
    });
    using object = dyn(Logger, new ConsoleLogger());
    expect(() => object.log("")).toThrow(RangeError);
  });

  test.for([1, 2, 8, 16, 17, 40])("with %i types in use each finds its own", (count) => {
    const Id = Trait.define<{ id(): number }>("Id", { id: required });
    const types = Array.from(
      { length: count },
      () =>
        class {
          readonly kind = "one of many";
        },
    );
    for (const [index, type] of types.entries()) impl(Id).for(type, { id: () => index });
    const objects = types.map((type) => dyn(Id, new type()));
    expect(objects.map((object) => object.id())).toEqual(types.map((_, index) => index));
    drop(objects);
  });
});

describe("default methods", () => {
  interface Greet {
    name(): string;
    greet(): string;
  }
  const greetTrait = () =>
    Trait.define<Greet, "greet">("Greet", {
      name: required,
      greet() {
        return `Hello, ${this.name()}`;
      },
    });

  test("a default calls what the type implements", () => {
    const Greet = greetTrait();
    impl(Greet).for(String, {
      name() {
        return this.toUpperCase();
      },
    });
    using object = dyn(Greet, "ada");
    expect(object.greet()).toBe("Hello, ADA");
  });

  test("a type may override it", () => {
    const Greet = greetTrait();
    impl(Greet).for(String, { name: () => "", greet: () => "Good day" });
    using object = dyn(Greet, "ada");
    expect(object.greet()).toBe("Good day");
  });

  test("a class's own method of that name overrides it too", () => {
    class Person {
      name(): string {
        return "Ada";
      }
      greet(): string {
        return "Hi";
      }
    }
    const Greet = greetTrait();
    impl(Greet).for(Person);
    using object = dyn(Greet, new Person());
    expect(object.greet()).toBe("Hi");
  });

  test("what every object inherits does not override a default", () => {
    const Text = Trait.define<{ toString(): string }, "toString">("Text", { toString: () => "default" });
    impl(Text).for(ConsoleLogger);
    using object = dyn(Text, new ConsoleLogger());
    expect(object.toString()).toBe("default");
  });

  test("a trait object that a default makes of its value does not own it", () => {
    const lines: string[] = [];
    const Greet = greetTrait();
    impl(Greet).for(Noisy, { name: () => "Ada" });
    const object = dyn(Greet, new Noisy("value", lines));
    object.greet();
    expect(lines).toEqual([]);
    drop(object);
    expect(lines).toEqual(["value"]);
  });
});

describe("supertraits", () => {
  interface Animal {
    name(): string;
  }
  interface Pet extends Animal {
    owner(): string;
    tag(): string;
  }
  function traits() {
    const Animal = Trait.define<Animal>("Animal", { name: required });
    const Pet = Trait.extending(Animal).define<Pet, "tag">("Pet", {
      owner: required,
      tag() {
        return `${this.name()} of ${this.owner()}`;
      },
    });
    return { Animal, Pet };
  }
  class Dog {
    readonly name = "Rex";
  }

  test("an object has the methods of the supertrait, and defaults may call them", () => {
    const { Animal, Pet } = traits();
    impl(Animal).for(Dog, {
      name() {
        return this.name;
      },
    });
    impl(Pet).for(Dog, { owner: () => "Ada" });
    using pet = dyn(Pet, new Dog());
    expect([pet.name(), pet.tag()]).toEqual(["Rex", "Rex of Ada"]);
  });

  test("who implements the trait must have implemented the supertrait", () => {
    const { Pet } = traits();
    const implement = () => impl(Pet).for(Dog, { owner: () => "Ada" });
    expect(implement).toThrow(MissingMethodError);
    expect(implement).toThrow("`Dog` does not implement `Animal`, the supertrait of `Pet`: write `impl(Animal).for(Dog, { … })` before");
  });

  test("upcast makes an object of the supertrait and moves the first", () => {
    const { Animal, Pet } = traits();
    impl(Animal).for(Dog, { name: () => "Rex" });
    impl(Pet).for(Dog, { owner: () => "Ada" });
    const pet = dyn(Pet, new Dog());
    using animal = upcast(pet, Animal);
    expect(animal.name()).toBe("Rex");
    expect(() => pet.owner()).toThrow(MovedError);
  });

  test("upcast to a trait that the value does not implement throws and moves nothing", () => {
    const { Animal } = traits();
    impl(Animal).for(Dog, { name: () => "Rex" });
    using animal = dyn(Animal, new Dog());
    const unrelated = loggerTrait();
    expect(() => upcast(animal as never as Dyn<Logger>, unrelated)).toThrow(MissingMethodError);
    expect(animal.name()).toBe("Rex");
  });

  test("one supertrait may be reached in two ways", () => {
    const Base = Trait.define<{ id(): number }>("Base", { id: required });
    const Left = Trait.extending(Base).define<{ id(): number; left(): number }>("Left", { left: required });
    const Right = Trait.extending(Base).define<{ id(): number; right(): number }>("Right", { right: required });
    const Both = Trait.extending(Left, Right).define<{ id(): number; left(): number; right(): number }>("Both", {});
    impl(Base).for(Dog, { id: () => 1 });
    impl(Left).for(Dog, { left: () => 2 });
    impl(Right).for(Dog, { right: () => 3 });
    impl(Both).for(Dog);
    using object = dyn(Both, new Dog());
    expect([object.id(), object.left(), object.right()]).toEqual([1, 2, 3]);
  });

  test("two supertraits with a method of one name are refused", () => {
    const Left = Trait.define<{ id(): number }>("Left", { id: required });
    const Right = Trait.define<{ id(): number }>("Right", { id: required });
    expect(() => Trait.extending(Left, Right).define<{ id(): number }>("Both", {})).toThrow(
      "`id` is ambiguous: `Left` and `Right` both declare it",
    );
  });

  test("a trait that declares a method of its supertrait again is refused", () => {
    const { Animal } = traits();
    expect(() => Trait.extending(Animal).define<Animal>("Again", { name: required } as never)).toThrow(MisuseError);
  });
});
