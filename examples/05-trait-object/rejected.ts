/** What traits exist to stop: a method that is missing or wrong is TypeScript's to report; an object after its end is the checker's. */
"use freehold";

import { drop, dyn, impl, required, Trait, upcast } from "freehold";

interface Named {
  name(): string;
}
interface Logger extends Named {
  log(message: string): void;
}
const Named = Trait.define<Named>("Named", { name: required });
const Logger = Trait.extending(Named).define<Logger>("Logger", { log: required });

class FileLogger {
  readonly path = "app.log";
}
impl(Named).for(FileLogger, { name: () => "file" });
impl(Logger).for(FileLogger, { log() {} });

class Silent {
  readonly level = 0;
}
// @ts-expect-error `log` is missing
impl(Logger).for(Silent, {});
impl(Logger).for(Silent, {
  // @ts-expect-error a message is a string
  log(message: number) {
    console.log(message);
  },
});

export function dropped(): void {
  const logger = dyn(Logger, new FileLogger());
  drop(logger);
  logger.log("too late");
}

export function moved(): string {
  const logger = dyn(Logger, new FileLogger());
  using named = upcast(logger, Named);
  logger.log("moved");
  return named.name();
}
