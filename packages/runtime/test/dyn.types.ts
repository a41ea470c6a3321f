/** What TypeScript must accept and reject of traits: methods that are missing, wrong or foreign; compiled, never run. */

import { downcast, downcastRef } from "../src/dyn/downcast.ts";
import { type Dyn, dyn, dynRef, upcast } from "../src/dyn/dyn.ts";
import { impl } from "../src/dyn/impl.ts";
import { required } from "../src/dyn/required.ts";
import { Trait } from "../src/dyn/trait.ts";
import type { Own } from "../src/types.ts";

interface Logger {
  log(message: string): void;
}
const Logger = Trait.define<Logger>("Logger", { log: required });

class FileLogger {
  readonly path = "app.log";
}
class Ready {
  log(message: string): void {
    void message;
  }
}
class Wrong {
  log(message: number): number {
    return message;
  }
}

impl(Logger).for(FileLogger, {
  log(message) {
    void (message.length + this.path.length);
  },
});
impl(Logger).for(Ready);
impl(Logger).for(Ready, {});
impl(Logger).for(Wrong, {
  log(message) {
    void (message.length + this.log(1));
  },
});
impl(Logger).for(Number, {
  log(message) {
    void (message.length + this.toFixed().length);
  },
});

declare const untyped: new () => Ready;
impl(Logger).for(untyped);

// @ts-expect-error `log` is missing
impl(Logger).for(FileLogger);
// @ts-expect-error `log` is missing
impl(Logger).for(FileLogger, {});
// @ts-expect-error the `log` of `Wrong` wants a number
impl(Logger).for(Wrong);
// @ts-expect-error `warn` is not a method of `Logger`
impl(Logger).for(Ready, { warn() {} });
impl(Logger).for(FileLogger, {
  // @ts-expect-error a message is a string
  log(message: number) {
    void message;
  },
});
// @ts-expect-error a value is no class
impl(Logger).for({});

// @ts-expect-error `log` is not declared
Trait.define<Logger>("Logger", {});
// @ts-expect-error a body makes it a default, which must be named
Trait.define<Logger>("Logger", { log() {} });
// @ts-expect-error `Logger` has no such method
Trait.define<Logger>("Logger", { log: required, warn: required });
// @ts-expect-error a trait has methods only
Trait.define<{ size: number }>("Sized", { size: required });

interface Animal {
  name(): string;
}
interface Pet extends Animal {
  owner(): string;
  tag(): string;
}
const Animal = Trait.define<Animal>("Animal", { name: required });
const Pet = Trait.extending(Animal).define<Pet, "tag">("Pet", {
  owner: required,
  tag() {
    return `${this.name()} of ${this.owner()}`;
  },
});
class Dog {
  readonly legs = 4;
}
impl(Animal).for(Dog, { name: () => "Rex" });
impl(Pet).for(Dog, { owner: () => "Ada" });
// @ts-expect-error `name` is the supertrait's
impl(Pet).for(Dog, { owner: () => "Ada", name: () => "Rex" });
// @ts-expect-error `Animal` is no supertrait of a trait that lacks its methods
Trait.extending(Animal).define<Logger>("Logger", { log: required });

export const pet: Dyn<Pet> = dyn(Pet, new Dog());
export const called: string = pet.name() + pet.tag();
export const animal: Dyn<Animal> = upcast(pet, Animal);
export const lent: string = dynRef(Animal, new Dog()).name();
// @ts-expect-error an animal need not be a pet
upcast(animal, Pet);
// @ts-expect-error `dyn` makes trait objects, nothing else is one
export const plain: Dyn<Animal> = { name: () => "Rex" };
// @ts-expect-error what is borrowed is not owned
export const owned: Own<Dyn<Animal>> = dynRef(Animal, new Dog());

export const dog: Dog | undefined = downcast(pet, Dog);
export const path: string | undefined = downcastRef(dyn(Logger, new FileLogger()), FileLogger)?.path;
