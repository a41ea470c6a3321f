/** Reads the command line. Wrong use is a value: a sentence that names the nearest right word. */

import type { Tier } from "@freehold/diagnostics/diagnostic";
import { nearest, nearestHint } from "@freehold/diagnostics/nearest";
import { type CAC, cac } from "cac";
import { tiers } from "./configuration.ts";
import { type FormatRequest, formatRequests } from "./format.ts";
import type { Look } from "./terminal.ts";

export type Command =
  | { readonly kind: "check"; readonly paths: readonly string[]; readonly options: CheckOptions }
  | { readonly kind: "explain"; readonly subject: string }
  | { readonly kind: "why"; readonly file: string; readonly line: number; readonly column?: number; readonly look: Look }
  | { readonly kind: "debug"; readonly stage: Stage; readonly file: string }
  | { readonly kind: "help"; readonly topic: Topic }
  | { readonly kind: "version" };

export interface CheckOptions {
  readonly formats: readonly FormatRequest[];
  /** Absent: the configuration's. */
  readonly tier?: Tier;
  /** Findings shown in the formats for people; 0 is no limit. */
  readonly max: number;
  readonly timings: "show" | "hide";
  readonly repeat: "never" | "on change";
  /** Whether what the last run said may be said again when nothing has changed. */
  readonly cache: "usual" | "none";
  readonly look: Look;
}

export type Stage = "ast" | "mir" | "facts" | "obligations" | "loans";
export type Topic = "check" | "explain" | "why" | "debug";

export type ArgumentsReading =
  | { readonly kind: "command"; readonly command: Command }
  /** Names the faulty word and the way out. */
  | { readonly kind: "fault"; readonly message: string };

/** `argv` without the engine and the script. */
export function parseArguments(argv: readonly string[]): ArgumentsReading {
  const parser = commandLine();
  const { args, options } = parser.parse(["node", "freehold", ...argv], { run: false });
  const topic = topics.find((name) => name === parser.matchedCommandName) ?? "check";
  const words = [...args, ...((options["--"] as readonly string[] | undefined) ?? [])].map(String);
  const given = Object.entries(options).filter(([name]) => name !== "--");
  const wrong = given.find(([name, value]) => !isOption(topic, name, value));
  if (wrong !== undefined) return wrongOption(topic, wrong[0], wrong[1]);
  if (options["help"] === true) return command({ kind: "help", topic: topicOf(words) ?? topic });
  if (options["version"] === true) return command({ kind: "version" });
  switch (topic) {
    case "check":
      return readCheck(words, options);
    case "explain":
      return words.length === 1
        ? command({ kind: "explain", subject: words[0]! })
        : fault("`freehold explain` takes one code or name: `freehold explain FH1001`");
    case "why":
      return readWhy(words, options);
    case "debug":
      return readDebug(words, options);
  }
}

export const topics: readonly Topic[] = ["check", "explain", "why", "debug"];

/** As `cac` leaves them: text, a number where it looks like one, a boolean without a value, or a list of these. */
type Options = Readonly<Record<string, unknown>>;

const defaultMax = 20;
const stages: readonly Stage[] = ["ast", "mir", "facts", "obligations", "loans"];

const everywhere = ["help", "version"];
const looks = ["color", "ascii"];
const optionsOf: Readonly<Record<Topic, readonly string[]>> = {
  check: ["format", "tier", "max", "timings", "watch", "cache", ...looks, ...everywhere],
  explain: everywhere,
  why: [...looks, ...everywhere],
  debug: ["stage", ...everywhere],
};
/** They take no value. */
const switches = ["timings", "watch", "ascii", "help", "version"];

function commandLine(): CAC {
  const parser = cac("freehold");
  parser.command("[...paths]", "");
  for (const topic of topics) parser.command(`${topic} [...words]`, "");
  parser.option("--format <format>", "").option("--tier <tier>", "").option("--max <number>", "").option("--stage <stage>", "");
  parser
    .option("--color", "")
    .option("--timings", "")
    .option("--watch", "")
    .option("--cache", "")
    .option("--ascii", "")
    .option("-h, --help", "")
    .option("-v, --version", "");
  return parser;
}

function isOption(topic: Topic, name: string, value: unknown): boolean {
  if (name === "h" || name === "v") return true;
  if (!optionsOf[topic].includes(name)) return false;
  if (name === "color") return typeof value === "boolean";
  if (name === "cache") return value === false;
  return switches.includes(name) ? value === true : value !== false;
}

function wrongOption(topic: Topic, name: string, value: unknown): ArgumentsReading {
  const written = `${name.length > 1 ? "--" : "-"}${value === false ? "no-" : ""}${name}`;
  const own = optionsOf[topic].map((option) => (option === "cache" ? "no-cache" : option));
  const known = [...own, ...(own.includes("color") ? ["no-color"] : [])].map((option) => `--${option}`);
  if (known.includes(written)) return fault(`The option \`${written}\` takes no value and is given once`);
  const place = topic === "check" ? "" : ` of \`freehold ${topic}\``;
  return fault(`There is no option \`${written}\`${place}${nearestHint(written, known)}`);
}

function readCheck(words: readonly string[], options: Options): ArgumentsReading {
  const formats = formatRequests(texts(options["format"]));
  if (formats.kind === "fault") return formats;
  const tier = one(options, "tier", tiers);
  if (tier.kind === "fault") return tier;
  const max = readMax(options["max"]);
  if (max === undefined) return fault("The option `--max` takes a number from 0 on, where 0 is no limit: `--max 50`");
  const checked: CheckOptions = {
    formats: formats.requests,
    ...(tier.word === undefined ? {} : { tier: tier.word }),
    max,
    timings: options["timings"] === true ? "show" : "hide",
    repeat: options["watch"] === true ? "on change" : "never",
    cache: options["cache"] === false ? "none" : "usual",
    look: lookOf(options),
  };
  return command({ kind: "check", paths: words, options: checked });
}

function readMax(value: unknown): number | undefined {
  if (value === undefined) return defaultMax;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readWhy(words: readonly string[], options: Options): ArgumentsReading {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(words[0] ?? "") ?? [];
  const usable = file !== undefined && words.length === 1 && Number(line) > 0 && (column === undefined || Number(column) > 0);
  if (!usable) return fault("`freehold why` takes one place, counted from 1: `freehold why src/report.ts:4` or `src/report.ts:4:9`");
  const place = { file, line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  return command({ kind: "why", ...place, look: lookOf(options) });
}

function readDebug(words: readonly string[], options: Options): ArgumentsReading {
  const stage = one(options, "stage", stages);
  if (stage.kind === "fault") return stage;
  if (stage.word === undefined || words.length !== 1)
    return fault("`freehold debug` takes a stage and a file: `freehold debug --stage=mir src/report.ts`");
  return command({ kind: "debug", stage: stage.word, file: words[0]! });
}

function lookOf(options: Options): Look {
  const color = options["color"];
  return {
    color: typeof color === "boolean" ? (color ? "always" : "never") : "auto",
    characters: options["ascii"] === true ? "ascii" : "auto",
  };
}

type OneReading<Word> = { readonly kind: "word"; readonly word: Word | undefined } | { readonly kind: "fault"; readonly message: string };

/** An option that takes one of some words, once. */
function one<Word extends string>(options: Options, name: string, allowed: readonly Word[]): OneReading<Word> {
  const given = texts(options[name]);
  const last = given[0];
  if (last === undefined) return { kind: "word", word: undefined };
  const word = allowed.find((candidate) => candidate === last);
  if (given.length === 1 && word !== undefined) return { kind: "word", word };
  const list = allowed.map((candidate) => `\`${candidate}\``).join(", ");
  return { kind: "fault", message: `The option \`--${name}\` takes one of ${list}${nearestHint(last, allowed)}` };
}

/** An option without its value is an empty text. */
function texts(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => (item === true ? "" : String(item)));
}

/** `freehold --help explain` asks for the help of `explain`. */
function topicOf(words: readonly string[]): Topic | undefined {
  return topics.find((topic) => topic === words[0]);
}

function command(value: Command): ArgumentsReading {
  return { kind: "command", command: value };
}

function fault(message: string): ArgumentsReading & { readonly kind: "fault" } {
  return { kind: "fault", message };
}

/** The command that a first word, which is no existing path, was likely meant to be. */
export function mistypedCommand(word: string): string | undefined {
  return /[./\\]/.test(word) ? undefined : nearest(word, topics);
}
