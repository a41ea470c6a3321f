/** All that the command needs of its surroundings, so that a test can be one. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import { statSync } from "node:fs";
import { isatty } from "node:tty";
import { exitCode } from "./exit-code.ts";
import { version } from "./version.ts";

export interface World {
  readonly cwd: FilePath;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly out: Sink;
  readonly err: Sink;
  /** Tells one build of Freehold from every other; absent for one whose parts may change by themselves. */
  readonly program?: string;
  /** Milliseconds, for durations only. */
  readonly now: () => number;
}

export interface Sink {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Of the terminal, where there is one that knows. */
  readonly columns: number | undefined;
}

export function processWorld(): World {
  return {
    cwd: asFilePath(process.cwd()),
    env: process.env,
    platform: process.platform,
    out: sinkOf(process.stdout),
    err: sinkOf(process.stderr),
    now: () => performance.now(),
    ...programIdentity(),
  };
}

/** Only as one file does the command know when it was built. */
function programIdentity(): Pick<World, "program"> {
  if (!import.meta.url.endsWith(".bundle.js")) return {};
  const { mtimeMs, size } = statSync(new URL(import.meta.url));
  return { program: `${version()} ${mtimeMs} ${size}` };
}

/** A reader that went away (`freehold | head`) ends the writing, not the run: the exit code still tells the truth. */
function sinkOf(stream: typeof process.stdout | typeof process.stderr): Sink {
  const isTerminal = isatty(stream.fd);
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code === "EPIPE" || stream === process.stderr) return;
    process.stderr.write(`freehold: The output cannot be written: ${error.message}\n`);
    process.exitCode = exitCode.misuse;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    isTerminal,
    columns: isTerminal && stream.columns > 0 ? stream.columns : undefined,
  };
}
