import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Git {
  addWorktree(path: string, branch: string): Promise<void>;
  cherryPick(path: string, commits: readonly string[]): Promise<{ conflicts: string[] }>;
  push(path: string, branch: string): Promise<void>;
}

async function remove(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

export async function openPullRequest(
  git: Git,
  branch: string,
  commits: readonly string[],
  confirm: (question: string) => Promise<boolean>,
): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), "pr-"));
  try {
    await git.addWorktree(directory, branch);
    const { conflicts } = await git.cherryPick(directory, commits);
    if (conflicts.length > 0 && !(await confirm(`push with ${conflicts.length} conflicts?`))) {
      return false;
    }
    await git.push(directory, branch);
    await remove(directory);
    return true;
  } catch (error) {
    await remove(directory);
    throw error;
  }
}
