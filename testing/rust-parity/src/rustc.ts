/** Asks rustc what it says about many small pieces of Rust at once. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preludes } from "./prelude.ts";
import { inOrder, type Report } from "./report.ts";

/** The compiler that is installed, as it calls itself; undefined where there is none. */
export function rustcVersion(): string | undefined {
  const { status, stdout } = spawnSync("rustc", ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** What rustc says about each piece; lines count from 1 in the piece. Each piece is a module of its own beside the prelude. */
export function askRustc(pieces: readonly string[]): readonly (readonly Report[])[] {
  const told: (readonly Report[])[] = pieces.map(() => []);
  let open = pieces.map((_, index) => index);
  // An early fault hides the borrow checker's words about everything else: those who have one are taken out, and the rest asked again.
  for (;;) {
    const answers = askOnce(open.map((index) => pieces[index]!));
    const early = open.filter((_, at) => answers[at]!.some(({ code }) => !borrowCodes.has(code)));
    for (const [at, index] of open.entries()) told[index] = answers[at]!;
    if (early.length === 0) return told;
    open = open.filter((index) => !early.includes(index));
  }
}

/** Given by the borrow checker, in each function for itself. */
const borrowCodes = new Set(
  (
    "E0373 E0381 E0382 E0384 E0499 E0500 E0501 E0502 E0503 E0505 E0506 E0507 E0508 E0509 E0510 E0515 E0521 E0524 " +
    "E0594 E0596 E0597 E0621 E0700 E0712 E0713 E0716 lifetime"
  ).split(" "),
);

interface Message {
  readonly level: string;
  readonly message: string;
  readonly code: { readonly code: string } | null;
  readonly spans: readonly (Span & { readonly is_primary: boolean })[];
}

/** What a macro wrote is of the macro's file, and was written where the macro is used. */
interface Span {
  readonly file_name: string;
  readonly line_start: number;
  readonly expansion: { readonly span: Span } | null;
}

function askOnce(pieces: readonly string[]): readonly (readonly Report[])[] {
  const { rust } = preludes();
  const parts = [rust, ...pieces.map((piece, index) => `mod piece${index} {\nuse super::*;\n${piece}\n}\n`)];
  const starts: number[] = [];
  let line = 1;
  for (const part of parts) {
    starts.push(line);
    line += part.split("\n").length - 1;
  }
  const reports: Report[][] = pieces.map(() => []);
  for (const { level, message, code, spans } of compile(parts.join(""))) {
    const at = lineOf(spans.find((span) => span.is_primary));
    if (level !== "error" || at === undefined) continue;
    const part = starts.findLastIndex((start) => start <= at);
    if (part === 0) throw new Error(`rustc rejects the prelude, line ${at}: ${message}`);
    reports[part - 1]!.push({ code: code?.code ?? codeless(message), line: at - starts[part]! - 1 });
  }
  return reports.map((found) => inOrder(found));
}

function lineOf(span: Span | undefined): number | undefined {
  if (span === undefined || span.file_name.endsWith(crateFile)) return span?.line_start;
  return lineOf(span.expansion?.span);
}

const crateFile = "parity.rs";

/** Two lifetimes that do not fit have no code of their own. */
function codeless(message: string): string {
  return message.startsWith("lifetime may not live long enough") ? "lifetime" : message;
}

function compile(crate: string): readonly Message[] {
  const folder = mkdtempSync(join(tmpdir(), "freehold-rustc-"));
  try {
    const path = join(folder, crateFile);
    const errors = join(folder, "errors.jsonl");
    writeFileSync(path, crate);
    const options = ["--edition", "2021", "--crate-type", "lib", "--emit=metadata", "--error-format=json", "-Awarnings"];
    const script = 'exec rustc "$@" 2>errors.jsonl';
    const { error } = spawnSync("sh", ["-c", script, "sh", ...options, "--out-dir", folder, path], { cwd: folder, timeout: 300_000 });
    if (error !== undefined) throw error;
    return readFileSync(errors, "utf8")
      .split("\n")
      .filter((text) => text.startsWith("{"))
      .map((text) => JSON.parse(text) as Message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
