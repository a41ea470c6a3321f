/** The settings of a project, read from the JSON of `freehold.json` or of `package.json#freehold`; faults name their place. */

import type { Tier } from "@freehold/diagnostics/diagnostic";
import { nearestHint } from "@freehold/diagnostics/nearest";
import type { Model } from "@freehold/models/schema";
import { validateModel } from "@freehold/models/validate";
import { type JsonMember, type JsonNode, plainValue } from "./json.ts";

export interface Configuration {
  readonly tier?: Tier;
  readonly models: readonly ModelSource[];
  /** Patterns; empty means all that the project has. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Patterns of the files that obey the strict rules. */
  readonly strict: readonly string[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
}

export type RuleLevel = "off" | "error" | "warning";

export type ModelSource =
  | { readonly kind: "inline"; readonly model: Model }
  /** A JSON file, relative to the configuration; `start` is where it is named. */
  | { readonly kind: "file"; readonly path: string; readonly start: number };

/** `start` is an offset in the configuration's text. */
export interface Fault {
  readonly message: string;
  readonly start: number;
}

export interface ConfigurationReading {
  readonly configuration: Configuration;
  readonly faults: readonly Fault[];
}

export const noConfiguration: Configuration = { models: [], include: [], exclude: [], strict: [], rules: new Map() };

export const tiers: readonly Tier[] = ["definite", "maybe", "strict"];

/** `ruleNames` are the findings that `rules` may speak of. */
export function readConfiguration(node: JsonNode, ruleNames: readonly string[]): ConfigurationReading {
  const faults: Fault[] = [];
  const parts: Partial<Configuration>[] = [];
  for (const member of membersOf(node, "The configuration", faults)) {
    const read = readers.get(member.key);
    if (read !== undefined) parts.push(read(member.value, faults, ruleNames));
    else faults.push({ message: `There is no setting \`${member.key}\`${nearestHint(member.key, settings)}`, start: member.start });
  }
  return { configuration: Object.assign({}, noConfiguration, ...parts) as Configuration, faults };
}

/** One model, or several, in a file of their own. */
export function readModels(node: JsonNode, faults: Fault[]): readonly Model[] {
  const nodes = node.kind === "array" ? node.items : [node];
  return nodes.flatMap((item) => inlineModel(item, faults)).map(({ model }) => model);
}

type SettingReader = (node: JsonNode, faults: Fault[], ruleNames: readonly string[]) => Partial<Configuration>;

const readers: ReadonlyMap<string, SettingReader> = new Map<string, SettingReader>([
  ["$schema", () => ({})],
  ["tier", readTier],
  ["models", (node, faults) => ({ models: itemsOf(node, "`models`", faults).flatMap((item) => readModel(item, faults)) })],
  ["include", (node, faults) => ({ include: readPatterns(node, "`include`", faults) })],
  ["exclude", (node, faults) => ({ exclude: readPatterns(node, "`exclude`", faults) })],
  ["strict", (node, faults) => ({ strict: readPatterns(node, "`strict`", faults) })],
  ["rules", (node, faults, ruleNames) => ({ rules: readRules(node, faults, ruleNames) })],
]);

export const settings: readonly string[] = [...readers.keys()];

const ruleLevels: readonly RuleLevel[] = ["off", "error", "warning"];

function readTier(node: JsonNode, faults: Fault[]): Partial<Configuration> {
  const tier = oneOf(node, tiers, "`tier`", faults);
  return tier === undefined ? {} : { tier };
}

function readModel(node: JsonNode, faults: Fault[]): readonly ModelSource[] {
  if (node.kind === "string") return [{ kind: "file", path: node.value, start: node.start }];
  return inlineModel(node, faults);
}

function inlineModel(node: JsonNode, faults: Fault[]): readonly { readonly kind: "inline"; readonly model: Model }[] {
  const value = plainValue(node);
  const messages = validateModel(value);
  faults.push(...messages.map((message) => ({ message: `Not a model: ${message}`, start: node.start })));
  return messages.length === 0 ? [{ kind: "inline", model: value as Model }] : [];
}

function readPatterns(node: JsonNode, what: string, faults: Fault[]): readonly string[] {
  return itemsOf(node, what, faults).flatMap((item) => {
    if (item.kind === "string") return [item.value];
    faults.push({ message: `${what} holds patterns in double quotes`, start: item.start });
    return [];
  });
}

function readRules(node: JsonNode, faults: Fault[], ruleNames: readonly string[]): ReadonlyMap<string, RuleLevel> {
  const rules = new Map<string, RuleLevel>();
  for (const { key, start, value } of membersOf(node, "`rules`", faults)) {
    if (!ruleNames.includes(key)) faults.push({ message: `There is no finding named \`${key}\`${nearestHint(key, ruleNames)}`, start });
    const level = oneOf(value, ruleLevels, `\`rules.${key}\``, faults);
    if (level !== undefined) rules.set(key, level);
  }
  return rules;
}

function oneOf<Word extends string>(node: JsonNode, words: readonly Word[], what: string, faults: Fault[]): Word | undefined {
  const word = words.find((candidate) => node.kind === "string" && candidate === node.value);
  if (word !== undefined) return word;
  const allowed = words.map((candidate) => `\`"${candidate}"\``).join(", ");
  const hint = node.kind === "string" ? nearestHint(node.value, words) : "";
  faults.push({ message: `${what} is one of ${allowed}${hint}`, start: node.start });
  return undefined;
}

function itemsOf(node: JsonNode, what: string, faults: Fault[]): readonly JsonNode[] {
  if (node.kind === "array") return node.items;
  faults.push({ message: `${what} is a list: \`[…]\``, start: node.start });
  return [];
}

/** A key that is set twice is a slip: one of the two would silently lose. */
function membersOf(node: JsonNode, what: string, faults: Fault[]): readonly JsonMember[] {
  if (node.kind !== "object") {
    faults.push({ message: `${what} is an object: \`{…}\``, start: node.start });
    return [];
  }
  const seen = new Set<string>();
  for (const { key, start } of node.members) {
    if (seen.has(key)) faults.push({ message: `\`${key}\` is set twice`, start });
    seen.add(key);
  }
  return node.members;
}
