/** Surroundings made for a test. */

import { asFilePath } from "@freehold/diagnostics/span";
import type { World } from "../src/world.ts";

export interface TestWorld extends World {
  readonly written: { readonly out: string[]; readonly err: string[] };
}

export function testWorld(changes: Partial<World> & { readonly terminal?: boolean } = {}): TestWorld {
  const written = { out: [] as string[], err: [] as string[] };
  const isTerminal = changes.terminal ?? false;
  const columns = isTerminal ? 80 : undefined;
  return {
    cwd: asFilePath("/project"),
    env: {},
    platform: "linux",
    out: { write: (text) => void written.out.push(text), isTerminal, columns },
    err: { write: (text) => void written.err.push(text), isTerminal, columns },
    now: () => 0,
    ...changes,
    written,
  };
}
