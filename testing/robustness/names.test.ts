/** Names that every object has already, in every place of the language that takes a name: to the checker they are names like any other. */

import { expect, test } from "vitest";
import { configuration, freehold, leak, placesIn, projectWith } from "./project.ts";

const inherited = ["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "__proto__", "__defineGetter__"];

test.each(["ts", "js"])("names that objects inherit are ordinary names in .%s", (language) => {
  using project = projectWith({
    ...Object.fromEntries(inherited.map((name) => [`${name}.${language}`, program(name)])),
    "leak.ts": leak,
    "tsconfig.json": configuration.replace(`"strict"`, `"allowJs": true, "checkJs": true, "strict"`),
  });
  const run = freehold(project.folder, "--format", "short", "--max", "0", "--tier", "maybe");
  expect(run).toMatchObject({ code: 1, told: [expect.stringContaining("`@types/node`")] });
  expect(placesIn(run)).toContain("leak.ts:5 FH1001");
});

/** A function, a parameter, a local, a class, a field, a key, a label, an event, an import and what is exported. */
function program(name: string): string {
  return `
import { EventEmitter } from "node:events";
import { open as ${name} } from "node:fs/promises";
export const table = { "${name}": 1, ["${name}"]() { return this["${name}"]; } };
export async function outer(path, list) {
  ${name}: for (const one of list) { if (one.${name}) continue ${name}; one.${name}(); delete one.${name}; }
  const file = await ${name}(path);
  try {
    await file.${name}(path);
    await list.${name}.${name}(file);
    new EventEmitter().on("${name}", () => file.${name}()).emit("${name}", file);
    list["${name}"] = file;
  } finally {
    await file.close();
  }
}
export function inner(${name}) {
  const held = ${name}.${name}(${name});
  for (const key in held) ${name}[key] = held[key];
  for (const one of held) one.${name} = new held.${name}(one);
  return { ${name}, held };
}
export class Holder {
  static "${name}s" = new Holder();
  #${name === "constructor" ? "made" : name} = new EventEmitter();
  on(${name}) { this.#${name === "constructor" ? "made" : name}.on("${name}", ${name}); this.${name}(${name}); }
}
`;
}
