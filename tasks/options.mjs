/** The options of a command: their names, and what they are when nobody says otherwise. */

import { parseArgs } from "node:util";

/**
 * Absent after `--help`, which prints the usage.
 *
 * @template {Readonly<Record<string, string | boolean>>} Defaults
 * @param {readonly string[]} args
 * @param {string} usage
 * @param {Defaults} defaults
 * @returns {{ readonly values: { readonly [Name in keyof Defaults]: Defaults[Name] extends string ? string : boolean }, readonly positionals: readonly string[] } | undefined}
 */
export function optionsOf(args, usage, defaults) {
  const options = Object.fromEntries(Object.entries({ ...defaults, help: false }).map(([name, value]) => [name, optionOf(value)]));
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (values["help"] !== true) return { values: /** @type {any} */ (values), positionals };
  console.log(usage);
  return undefined;
}

/**
 * @param {string | boolean} value
 * @returns {import("node:util").ParseArgsOptionDescriptor}
 */
function optionOf(value) {
  return typeof value === "string" ? { type: "string", default: value } : { type: "boolean", default: value };
}
