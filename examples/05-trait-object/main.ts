/** Trait objects: values of several types in one list, called by what they can do. */

import { Box, drop, dyn, type Dyn, impl, required, Trait } from "freehold";

interface Logger {
  log(message: string): void;
}
const Logger = Trait.define<Logger>("Logger", { log: required });

class FileLogger {}
class ConsoleLogger {}

impl(Logger).for(FileLogger, {
  log(message) {
    console.log(`[LOG to FILE] ${message}`);
  },
});
impl(Logger).for(ConsoleLogger, {
  log(message) {
    console.log(`[LOG to CONSOLE] ${message}`);
  },
});

const loggers: Box<Dyn<Logger>>[] = [];
loggers.push(Box.new(dyn(Logger, new FileLogger())));
loggers.push(Box.new(dyn(Logger, new ConsoleLogger())));

for (const logger of loggers) logger.get().log("System started");
drop(loggers);
