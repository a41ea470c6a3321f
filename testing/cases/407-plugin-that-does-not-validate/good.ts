import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";

interface Plugin {
  readonly id: string;
  readonly entry: string;
}
type Opened = { ok: true; fd: number; path: string } | { ok: false; reason: string };

function openInside(root: string, path: string): Opened {
  if (!path.startsWith(root)) return { ok: false, reason: "outside of the root" };
  return { ok: true, fd: openSync(path, "r"), path };
}

export function loadPlugins(root: string, plugins: readonly Plugin[], fail: (id: string, why: string) => void): Map<string, string> {
  const sources = new Map<string, string>();
  for (const plugin of plugins) {
    const opened = openInside(root, plugin.entry);
    if (!opened.ok) {
      fail(plugin.id, opened.reason);
      continue;
    }
    try {
      if (fstatSync(opened.fd).size === 0) {
        fail(plugin.id, "empty");
        continue;
      }
      sources.set(plugin.id, readFileSync(opened.fd, "utf8"));
    } finally {
      closeSync(opened.fd);
    }
  }
  return sources;
}
