/** From a command line to an exit code. */

import { parseArguments, type Command } from "./arguments.ts";
import { runCheck } from "./check.ts";
import { reportCrash } from "./crash.ts";
import { runDebug } from "./debug.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { runExplain } from "./explain.ts";
import { helpText } from "./help.ts";
import { misuse } from "./tell.ts";
import { version } from "./version.ts";
import { runWhy } from "./why.ts";
import type { World } from "./world.ts";

export function main(argv: readonly string[], world: World): ExitCode {
  try {
    const reading = parseArguments(argv);
    return reading.kind === "fault" ? misuse(world, [`${reading.message}; see \`freehold --help\``]) : run(reading.command, world);
  } catch (error) {
    reportCrash(error, argv, world);
    return exitCode.bug;
  }
}

function run(command: Command, world: World): ExitCode {
  switch (command.kind) {
    case "check":
      return runCheck(command.paths, command.options, world);
    case "explain":
      return runExplain(command.subject, world);
    case "why":
      return runWhy(command, world);
    case "debug":
      return runDebug(command.stage, command.file, world);
    case "help":
      world.out.write(helpText(command.topic));
      return exitCode.clean;
    case "version":
      world.out.write(`freehold ${version()}\n`);
      return exitCode.clean;
  }
}
