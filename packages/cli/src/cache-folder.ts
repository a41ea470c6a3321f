/** Where a system wants programs to keep what they can make again. */

import { join } from "node:path";
import type { World } from "./world.ts";

/** Absent where nobody says where home is. `XDG_CACHE_HOME` is heard on every system. */
export function cacheFolder({ env, platform }: Pick<World, "env" | "platform">): string | undefined {
  const base = env["XDG_CACHE_HOME"] ?? customary(env, platform);
  return base === undefined || base === "" ? undefined : join(base, "freehold");
}

function customary(env: World["env"], platform: string): string | undefined {
  const home = env["HOME"];
  switch (platform) {
    case "win32":
      return env["LOCALAPPDATA"];
    case "darwin":
      return home === undefined ? undefined : join(home, "Library/Caches");
    default:
      return home === undefined ? undefined : join(home, ".cache");
  }
}
