/** A project in a temporary folder, gone when it is disposed, and runs of the command in it. */

import { asFilePath } from "@freehold/diagnostics/span";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../src/main.ts";
import { testWorld } from "./world.ts";

export interface TemporaryProject extends Disposable {
  readonly folder: string;
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function temporaryProject(files: Readonly<Record<string, string>>): TemporaryProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "freehold-test-")));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** Words are separated by single spaces. */
export function run({ folder }: TemporaryProject, line: string): Run {
  const world = testWorld({ cwd: asFilePath(folder), env: { LANG: "C.UTF-8" } });
  const code = main(line === "" ? [] : line.split(" "), world);
  return { code, out: world.written.out.join(""), err: world.written.err.join("") };
}

export const config = JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", types: [] } });

const pool = `declare class PoolClient { query(text: string): Promise<string[]>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }
declare const pool: Pool;
`;

/** Leaks `client` on line 5. */
export const leak = `${pool}export async function report() {
  const client = await pool.connect();
  const rows = await client.query("select 1");
  if (rows.length === 0) return null;
  client.release();
  return rows;
}
`;

export const clean = `${pool}export async function tidy() {
  const client = await pool.connect();
  try {
    return await client.query("select 1");
  } finally {
    client.release();
  }
}
`;
