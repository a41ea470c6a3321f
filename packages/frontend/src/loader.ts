/** Loads a project as often as it changes: the compiler lives on in between, and what an edit left as it was is kept. */

import { asFilePath } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import { resolve } from "node:path";
import { CompilerGone, type Compiler } from "./compiler.ts";
import { stampsOf, type Kept } from "./kept.ts";
import { loadFrom, type LoadedProgram, type LoadRequest } from "./load.ts";
import { stopwatch } from "./statistics.ts";
import { startTs7 } from "./ts7/compiler.ts";

/** Holds a process; dispose of it, or it lives as long as this one. One loader serves one working directory. */
export interface Loader extends Disposable {
  /** Never fails on account of what it reads. A compiler that dies is started once more. */
  load(request: LoadRequest): LoadedProgram;
}

/** The program is the same whatever was loaded before. */
export function openLoader(): Loader {
  return loaderThatKeeps("what was loaded");
}

/** One load of a project that nobody will look at again. */
export function loadProgram(request: LoadRequest): LoadedProgram {
  using loader = loaderThatKeeps("nothing");
  return loader.load(request);
}

function loaderThatKeeps(extent: "what was loaded" | "nothing"): Loader {
  let compiler: Compiler | undefined;
  let kept: Kept | undefined;
  return { load: (request) => attempt(request, () => attempt(request, gone)), [Symbol.dispose]: forget };

  function attempt(request: LoadRequest, failed: (error: CompilerGone) => LoadedProgram): LoadedProgram {
    try {
      return load(request);
    } catch (error) {
      forget();
      if (!(error instanceof CompilerGone)) throw error;
      return failed(error);
    }
  }

  function load(request: LoadRequest): LoadedProgram {
    const watch = stopwatch(request.onPhase);
    compiler ??= watch.time("start", () => (request.startCompiler ?? startTs7)(asFilePath(resolve(request.cwd))));
    const { loaded, left } = loadFrom(compiler, request, watch, kept);
    kept?.workspace[Symbol.dispose]();
    kept = undefined;
    if (extent === "nothing") left.workspace[Symbol.dispose]();
    else kept = { ...left, stamps: stampsOf(left) };
    return loaded;
  }

  function forget(): void {
    kept?.workspace[Symbol.dispose]();
    compiler?.[Symbol.dispose]();
    kept = undefined;
    compiler = undefined;
  }
}

const nothing: Program = { files: [], bodies: [], types: [], answers: [] };

function gone({ message: reason }: CompilerGone): LoadedProgram {
  const message = `The TypeScript compiler stopped twice (${reason}): give it more memory, or check fewer files at once`;
  return {
    program: nothing,
    problems: [{ kind: "compiler-gone", message, fatal: true }],
    statistics: stopwatch().statistics([], nothing, 0, 0),
    inputs: [],
  };
}
