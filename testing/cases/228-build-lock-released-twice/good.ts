declare const lockfile: { lock(file: string, options?: { stale?: number }): Promise<() => Promise<void>> };
declare function build(directory: string): Promise<{ warnings: string[] }>;

async function report(directory: string, warnings: string[]): Promise<void> {
  for (const warning of warnings) console.warn(directory, warning);
}

export async function lockedBuild(directory: string): Promise<void> {
  const release = await lockfile.lock(`${directory}/.lock`, { stale: 30_000 });
  let warnings: string[];
  try {
    ({ warnings } = await build(directory));
  } finally {
    await release();
  }
  await report(directory, warnings);
}
