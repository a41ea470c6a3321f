/** A trait for tests, and two types that may implement it. */

import { required, Trait } from "freehold";

export interface Logger {
  log(message: string): string;
}

/** A fresh trait, so that no test sees another's implementations. */
export function loggerTrait(): Trait<Logger> {
  return Trait.define<Logger>("Logger", { log: required });
}

export class FileLogger {
  readonly path: string = "app.log";
}
export class ConsoleLogger {
  readonly stream = "stderr";
}
