/**
 * Checks a model that a project wrote. Every message names the place inside the value and what belongs there; wrong keys are named
 * with the nearest right one.
 */

import { nearest } from "./nearest.ts";

/** The empty list: it is a `Model`. */
export function validateModel(value: unknown): readonly string[] {
  const problems: string[] = [];
  const model = record(problems, "the model", value, ["modules", "types", "functions", "shapes"]);
  if (model === undefined) return problems;
  if (!texts(problems, "modules", model["modules"])) return problems;
  if ((model["modules"] as readonly string[]).length === 0) problems.push("`modules` must name at least one module");
  const types = entries(problems, "types", model["types"]);
  const names = types.map(([name]) => name);
  for (const [name, type] of types) checkType(problems, `types.${name}`, type);
  for (const [key, known] of entries(problems, "functions", model["functions"])) checkFunction(problems, key, known, names);
  checkShapes(problems, model["shapes"], names);
  return problems;
}

type Problems = string[];
type Fields = Readonly<Record<string, unknown>>;
type Check = (problems: Problems, path: string, value: unknown) => unknown;

const strengths = ["none", "soft", "hard"];
const forms = ["object", "number", "string", "call"];
const effects = ["borrows", "releases", "moves", "stores", "transfers", "acquires"];
const sendings = ["value", "snapshot", "text"];

const typeFields: Readonly<Record<string, Check>> = {
  what: text,
  strength: (problems, path, value) => oneOf(problems, path, value, strengths),
  release: texts,
  releasedBy: texts,
  releasedThrough: texts,
  alwaysNew: flag,
  endedBy: texts,
  leak: text,
  usableAfter: texts,
  endsWhenIterated: flag,
  endsWhenDone: texts,
  endsOnFailure: texts,
  finishes: texts,
  heldWhile: texts,
  idleUntil: texts,
  useAfter: text,
  doubleRelease: text,
  safeAfter: texts,
  derived: texts,
  endsThrough: texts,
  collected: flag,
  endless: flag,
  scarce: flag,
  loan: flag,
  form: (problems, path, value) => oneOf(problems, path, value, forms),
  argumentIsUse: flag,
  endsAtOnce: flag,
  throwsWhenRead: texts,
  lends: flag,
  guard: flag,
  acrossAwait: text,
  staysHere: text,
  movable: flag,
};

function checkType(problems: Problems, path: string, value: unknown): void {
  const type = checked(problems, path, value, typeFields, ["what", "strength", "release"]);
  if (type === undefined || type["strength"] === "none" || !Array.isArray(type["release"])) return;
  const ways = [type["releasedBy"], type["endedBy"], type["derived"]];
  if (type["release"].length === 0 && ways.every((way) => way === undefined)) {
    problems.push(`\`${path}\` is to be released, and must say how: by \`release\`, \`releasedBy\` or \`endedBy\``);
  }
}

function checkFunction(problems: Problems, key: string, value: unknown, types: readonly string[]): void {
  const path = `functions.${key}`;
  if (!/^(?:(?:new |static )?[\w$#]+(?:\.(?:[\w$#]+|\[Symbol\.\w+\]))*)$/.test(key)) {
    problems.push(`\`${path}\` is no function: write \`open\`, \`Pool.connect\`, \`new Pool\` or \`static Pool.of\``);
  }
  const known = checked(
    problems,
    path,
    value,
    {
      result: (each, at, result) => checkResult(each, at, result, types),
      callback: (each, at, callback) => checkCallback(each, at, callback, types),
      whenResult: texts,
      takes: (each, at, takes) => checkPositions(each, at, takes, effects),
      throws: oneOfThrows,
      tidies: (each, at, type) => knownType(each, at, type, types),
      anywhere: flag,
      locks: checkLock,
      sends: (each, at, sent) => checkPositions(each, at, sent, sendings),
      endsViews: flag,
      seldomNothing: flag,
    },
    [],
  );
  const takes = known?.["takes"];
  if (isRecord(takes) && Object.values(takes).includes("acquires") && takes["this"] !== "acquires") {
    problems.push(`\`${path}.takes\`: only \`this\` can be \`acquires\``);
  }
}

function checkPositions(problems: Problems, path: string, value: unknown, words: readonly string[]): void {
  for (const [position, word] of entries(problems, path, value)) {
    if (!/^(?:this|\*|\d+(?:\.[\w$]+)?)$/.test(position)) {
      problems.push(`\`${path}.${position}\` is no position: write \`this\`, \`0\`, \`1.signal\` or \`*\``);
    }
    oneOf(problems, `${path}.${position}`, word, words);
  }
}

function checkLock(problems: Problems, path: string, value: unknown): void {
  const mode: Check = (each, at, word) => oneOf(each, at, word, ["exclusive", "shared"]);
  const fails: Check = (each, at, word) => oneOf(each, at, word, ["here", "awaited", "never"]);
  checked(problems, path, value, { mode, name: position, during: position, othersFail: flag, fails, held: text, again: text }, [
    "mode",
    "fails",
    "held",
    "again",
  ]);
}

function checkResult(problems: Problems, path: string, value: unknown, types: readonly string[]): void {
  if (!isRecord(value)) return wrong(problems, path, value, "an object with a `kind`");
  switch (value["kind"]) {
    case "fresh":
      checked(problems, path, value, { kind: text, type: text, awaited: flag, at: text, within: place }, ["type"]);
      return knownType(problems, `${path}.type`, value["type"], types);
    case "same":
      return void checked(problems, path, value, { kind: text, as: place }, ["as"]);
    case "derived":
      return void checked(problems, path, value, { kind: text, from: place, onlyOf: texts }, ["from"]);
    case "wraps":
      return void checked(problems, path, value, { kind: text, what: place }, ["what"]);
    case "shared":
      return void checked(problems, path, value, { kind: text }, []);
    default:
      oneOf(problems, `${path}.kind`, value["kind"], ["fresh", "same", "derived", "wraps", "shared"]);
  }
}

function checkCallback(problems: Problems, path: string, value: unknown, types: readonly string[]): void {
  const callback = checked(problems, path, value, { type: text, member: text, parameter: position, error: position, release: position }, [
    "type",
    "parameter",
  ]);
  if (callback !== undefined) knownType(problems, `${path}.type`, callback["type"], types);
}

function checkShapes(problems: Problems, value: unknown, types: readonly string[]): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) return wrong(problems, "shapes", value, "a list");
  value.forEach((shape: unknown, index) => {
    const path = `shapes[${index}]`;
    const fields = checked(problems, path, shape, { names: texts, members: texts, type: text, extended: flag, ambient: flag }, [
      "names",
      "members",
      "type",
    ]);
    if (fields === undefined) return;
    knownType(problems, `${path}.type`, fields["type"], types);
    if (Array.isArray(fields["members"]) && fields["members"].length === 0)
      problems.push(`\`${path}.members\` must name at least one member: a name alone proves nothing`);
  });
}

/** Other models' types are named by key, as in `pg:PoolClient`, and looked up when all models are together. */
function knownType(problems: Problems, path: string, value: unknown, types: readonly string[]): void {
  if (typeof value !== "string" || value.includes(":") || types.includes(value)) return;
  problems.push(`\`${path}\` names \`${value}\`, which is not under \`types\`${hint(value, types)}`);
}

/** The record with its fields checked, or nothing where it is none. */
function checked(
  problems: Problems,
  path: string,
  value: unknown,
  fields: Readonly<Record<string, Check>>,
  needed: readonly string[],
): Fields | undefined {
  const found = record(problems, `\`${path}\``, value, Object.keys(fields));
  if (found === undefined) return undefined;
  for (const name of needed) if (found[name] === undefined) problems.push(`\`${path}\` needs \`${name}\``);
  for (const [name, check] of Object.entries(fields)) if (found[name] !== undefined) check(problems, `${path}.${name}`, found[name]);
  return found;
}

function record(problems: Problems, path: string, value: unknown, known: readonly string[]): Fields | undefined {
  if (!isRecord(value)) {
    problems.push(`${path} must be an object, and is ${shown(value)}`);
    return undefined;
  }
  for (const key of Object.keys(value))
    if (!known.includes(key)) problems.push(`${path} has the unknown key \`${key}\`${hint(key, known)}`);
  return value;
}

function entries(problems: Problems, path: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  if (isRecord(value)) return Object.entries(value);
  wrong(problems, path, value, "an object");
  return [];
}

function texts(problems: Problems, path: string, value: unknown): boolean {
  const right = Array.isArray(value) && value.every((each) => typeof each === "string" && each !== "");
  if (!right) wrong(problems, path, value, "a list of names");
  return right;
}

function text(problems: Problems, path: string, value: unknown): void {
  if (typeof value !== "string" || value === "") wrong(problems, path, value, "a text");
}

function flag(problems: Problems, path: string, value: unknown): void {
  if (typeof value !== "boolean") wrong(problems, path, value, "`true` or `false`");
}

function place(problems: Problems, path: string, value: unknown): void {
  if (typeof value !== "string" || !/^(?:this|\d+(?:\.[\w$]+)?)$/.test(value))
    wrong(problems, path, value, "`this` or a position such as `0`");
}

function position(problems: Problems, path: string, value: unknown): void {
  if (!Number.isInteger(value) || Number(value) < 0) wrong(problems, path, value, "the number of a parameter, counted from 0");
}

function oneOfThrows(problems: Problems, path: string, value: unknown): void {
  oneOf(problems, path, value, ["never", "outside", "cloning"]);
}

function oneOf(problems: Problems, path: string, value: unknown, right: readonly string[]): void {
  if (typeof value === "string" && right.includes(value)) return;
  const listed = right.map((each) => `\`"${each}"\``).join(", ");
  wrong(problems, path, value, `one of ${listed}`, typeof value === "string" ? hint(value, right) : "");
}

function wrong(problems: Problems, path: string, value: unknown, right: string, more = ""): void {
  problems.push(`\`${path}\` must be ${right}, and is ${shown(value)}${more}`);
}

function hint(word: string, right: readonly string[]): string {
  const found = nearest(word, right);
  return found === undefined ? "" : `; the nearest right one is \`${found}\``;
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const written = JSON.stringify(value) ?? typeof value;
  return `\`${written.length > 40 ? `${written.slice(0, 39)}…` : written}\``;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
