/** `node examples/counter-page/serve.mjs`: bundles the page and serves it to this machine until it is stopped. */

import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { serve } from "../../testing/browser/server.mjs";

const here = import.meta.dirname;
const folder = join(here, "../../.cache/counter-page");

const bundle = await rolldown({
  // Threads begin in a file of their own, which has to lie beside the page's.
  input: { page: join(here, "page.js"), worker: fileURLToPath(import.meta.resolve("freehold/worker")) },
  platform: "browser",
});
await bundle.write({ dir: folder, entryFileNames: "[name].js" });
await bundle.close();
mkdirSync(folder, { recursive: true });
copyFileSync(join(here, "index.html"), join(folder, "index.html"));

const { url } = await serve(folder, readdirSync(folder), () => {});
console.log(url);
