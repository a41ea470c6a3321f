/** Where the compiler's program lies. Its own client looks beside its own file, which in a bundle is ours. */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Throws what `require.resolve` throws when TypeScript is not installed for this system. */
export function compilerPath(): string {
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const system = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const folder = dirname(createRequire(typescript).resolve(system));
  return join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}
