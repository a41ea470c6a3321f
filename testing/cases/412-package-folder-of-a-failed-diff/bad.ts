import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Change {
  readonly path: string;
  readonly content: string;
}

export async function packageChanges(changes: readonly Change[], convert: (folder: string) => Promise<string>): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "pkg-"));
  for (const change of changes) {
    await writeFile(join(project, change.path), change.content);
  }
  const manifest = await convert(project);
  await rm(project, { recursive: true, force: true });
  return manifest;
}
