/** A project in a temporary folder, and the command run in it. */

import { main } from "@freehold/cli/main";
import { asFilePath } from "@freehold/diagnostics/span";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Project extends Disposable {
  readonly folder: string;
}

export interface Run {
  readonly code: number;
  readonly out: string;
  /** What was said on standard error, a sentence each, without the `freehold: ` before it. */
  readonly told: readonly string[];
}

export function projectWith(files: Files): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "freehold-robust-")));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

export function freehold(cwd: string, ...args: readonly string[]): Run {
  const out: string[] = [];
  const err: string[] = [];
  const sink = (written: string[]) => ({ write: (text: string) => void written.push(text), isTerminal: false, columns: undefined });
  const code = main(args, {
    cwd: asFilePath(cwd),
    env: { LANG: "C.UTF-8" },
    platform: "linux",
    out: sink(out),
    err: sink(err),
    now: () => 0,
  });
  return { code, out: out.join(""), told: sentences(err.join("")) };
}

/** `FILE:LINE NAME` of each finding, in the order of the report. */
export function placesIn(run: Run): readonly string[] {
  return [...run.out.matchAll(/^(.+?:\d+):\d+: \w+\[(\w+)\]/gm)].map(([, place, code]) => `${place} ${code}`);
}

function sentences(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/^freehold: /, "")]));
}

export const configuration = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", types: [] } });

export const pool = `declare class PoolClient { query(text: string): Promise<string[]>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }
declare const pool: Pool;
`;

/** Leaks `client` on line 5; `extra` stands on line 8, where the client is held. */
export function leaking(extra: string): string {
  return `${pool}export async function report() {
  const client = await pool.connect();
  const rows = await client.query("select 1");
  if (rows.length === 0) return null;
  ${extra}
  client.release();
  return rows;
}
`;
}

export const leak = leaking("");
