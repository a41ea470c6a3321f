import { spawn } from "node:child_process";

export async function runBounded(command: string, args: readonly string[], timeoutMs: number): Promise<number | null> {
  const child = spawn(command, args, { detached: true });
  let hardStop: NodeJS.Timeout | undefined;
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  const timer = setTimeout(() => {
    kill("SIGTERM");
    hardStop = setTimeout(() => kill("SIGKILL"), 5_000);
    hardStop.unref();
  }, timeoutMs);
  return new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => {
    clearTimeout(timer);
    clearTimeout(hardStop);
  });
}
