/** Processes that end by themselves, and one that is killed on every way out. */

import { once } from "node:events";
import { execFile, spawn, type ChildProcess } from "node:child_process";

export function notify(title: string): void {
  spawn("notify-send", [title], { stdio: "ignore", detached: true }).unref();
}

export function version(): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("git", ["--version"], (error, stdout) => (error ? reject(error) : resolve(stdout.trim())));
  });
}

export async function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code as number;
}

export function start(command: string): ChildProcess {
  const child = spawn(command);
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  return child;
}

export async function withServer<T>(file: string, body: (child: ChildProcess) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [file]);
  try {
    await once(child, "spawn");
    return await body(child);
  } finally {
    child.kill();
  }
}
