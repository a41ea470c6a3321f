/** Sentences to the user on standard error, one a line. */

import { oneLine } from "@freehold/diagnostics/render/words";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { World } from "./world.ts";

export function tell({ err }: World, message: string): void {
  err.write(`freehold: ${oneLine(message)}\n`);
}

export function misuse(world: World, messages: readonly string[]): ExitCode {
  for (const message of messages) tell(world, message);
  return exitCode.misuse;
}
