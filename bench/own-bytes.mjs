/** How many bytes of the runtime a bundle has that imports one of its names. */

import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const entry = "virtual:entry";

/** @param {readonly string[]} names */
export async function bytesOfEach(names) {
  const sizes = [];
  for (const name of names) sizes.push(await bytesOf(name));
  return sizes.toSorted((first, second) => first.bytes - second.bytes);
}

/** @param {string} name */
async function bytesOf(name) {
  const result = await build({
    root: join(import.meta.dirname, ".."),
    configFile: false,
    logLevel: "error",
    resolve: { conditions: [] },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? `import { ${name} } from "freehold"; globalThis.kept = ${name};` : undefined),
      },
    ],
    build: { write: false, minify: true, target: "es2022", rollupOptions: { input: entry } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !("output" in bundle)) throw new Error(`no bundle of ${name}`);
  const code = bundle.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { name, bytes: Buffer.byteLength(code), gzipped: gzipSync(code).length };
}
