/** `npm run examples`: the patterns. Each program prints what is expected of it, as its Rust twin does, and each mistake is reported. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { exitCode, root, runQuietly } from "./command.mjs";

const usage = `npm run examples [-- --update]

  --update    write what the checker reports now to every rejected.txt`;

const folder = join(root, "examples");
const built = join(root, ".cache/examples-built");

process.exitCode = main(process.argv.slice(2));

/** @param {string[]} args */
function main(args) {
  const options = /** @type {const} */ ({ update: { type: "boolean", default: false }, help: { type: "boolean", default: false } });
  const { values } = parseArgs({ args, options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const mistake = build();
  if (mistake !== undefined) {
    console.log(mistake);
    return 1;
  }
  const rust = spawnSync("rustc", ["--version"]).error === undefined;
  if (!rust) console.log("rustc is missing: the Rust twins are not run; install it from https://rustup.rs");
  const failures = examples().flatMap((example) => failuresOf(example, rust, values.update));
  return failures.length === 0 ? 0 : 1;
}

/** Compiles the checker, the runtime and the programs; returns what is wrong with them. */
function build() {
  const packages = runQuietly("tsc", ["-b", "packages/cli", "packages/runtime"]);
  if (packages.code !== 0) return packages.output;
  const programs = runQuietly("tsc", ["-p", "examples", "--noEmit", "false", "--outDir", built]);
  return programs.code === 0 ? undefined : programs.output;
}

/** The folders without a number are projects of their own. */
function examples() {
  return readdirSync(folder)
    .filter((name) => /^\d\d-/.test(name))
    .toSorted();
}

/**
 * Says what was run, and shows what is not as expected.
 * @param {string} example
 * @param {boolean} rust
 * @param {boolean} update
 */
function failuresOf(example, rust, update) {
  const began = performance.now();
  const expected = textOf(join(folder, example, "expected.txt"));
  const program = join(built, example, "main.js");
  const parts = [
    { name: "lean", expected, run: () => outputOf(process.execPath, [program]) },
    { name: "checked", expected, run: () => outputOf(process.execPath, ["--conditions=development", program]) },
    ...(rust ? [{ name: "Rust", expected, run: () => outputOf(compileTwin(example), []) }] : []),
    { name: "checker", expected: reportExpected(example, update), run: () => reportOf(example) },
  ];
  const failed = parts.flatMap((part) => {
    const actual = part.run();
    return actual === part.expected ? [] : [`${example}, ${part.name}: expected\n${part.expected}\nand got\n${actual}`];
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${failed.length === 0 ? "✓" : "✗"} ${example.padEnd(18)}${parts.map(({ name }) => name).join(", ")} ${seconds} s`);
  for (const failure of failed) console.log(failure);
  return failed;
}

/**
 * @param {string} example
 * @param {boolean} update
 */
function reportExpected(example, update) {
  const path = join(folder, example, "rejected.txt");
  if (update) writeFileSync(path, reportOf(example));
  return textOf(path);
}

/**
 * What the checker says of the mistakes, as a terminal of 100 columns without colours shows it.
 * @param {string} example
 */
function reportOf(example) {
  const freehold = join(root, "packages/cli/bin/freehold.js");
  const parameters = [freehold, "check", `${example}/rejected.ts`, "--max", "0", "--no-color"];
  const child = spawnSync(process.execPath, parameters, { cwd: folder, encoding: "utf8", env: { ...process.env, COLUMNS: "100" } });
  return withoutTimes(`${child.stdout}${exitCode(child) > 1 ? child.stderr : ""}`);
}

/** @param {string} report */
function withoutTimes(report) {
  return report.replaceAll(/ +\d+(?:\.\d+)? (?:ms|s)$/gm, "");
}

/**
 * Compiles it once for each version of its text.
 * @param {string} example
 */
function compileTwin(example) {
  const source = join(folder, example, "main.rs");
  const binary = join(built, example, process.platform === "win32" ? "main.exe" : "main");
  if (existsSync(binary) && statSync(binary).mtimeMs > statSync(source).mtimeMs) return binary;
  mkdirSync(join(built, example), { recursive: true });
  const child = spawnSync("rustc", ["--edition", "2021", "-D", "warnings", "-A", "dead_code", "-o", binary, source], { encoding: "utf8" });
  if (exitCode(child) !== 0) throw new Error(child.stderr);
  return binary;
}

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 */
function outputOf(command, parameters) {
  const child = spawnSync(command, parameters, { encoding: "utf8" });
  if (exitCode(child) !== 0) return `${child.stdout}${child.stderr}`;
  return child.stdout.replaceAll("\r\n", "\n");
}

/** @param {string} path */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, "utf8").replaceAll("\r\n", "\n") : "";
}
