/**
 * What the comment of a declaration without code says in plain words: `train(progress: Progress): void; // consumes progress`. Only short
 * sentences that name a parameter, the receiver or the result count; of anything longer nobody knows what it means.
 */

import type { SaidTag } from "@freehold/mir/program";

export interface SpokenParameter {
  readonly name: string;
  /** As it is written, with its type. */
  readonly text: string;
}

/** One for each subject; that it is owned says more than that it is new. */
export function spokenTags(comment: string, parameters: readonly SpokenParameter[]): readonly SaidTag[] {
  const tags = new Map<string, SaidTag>();
  for (const clause of clausesOf(comment))
    for (const tag of [...ofArguments(clause, parameters), ...ofResult(clause, parameters)])
      if (!tags.has(tag.subject) || tag.name === "owns") tags.set(tag.subject, tag);
  return [...tags.values()];
}

/** Whether it says anything, if it speaks of the right parameters. */
export function mayTell(comment: string): boolean {
  return (
    telling.test(comment) && clausesOf(comment).some((clause) => [taking, lending, ending, given, made].some((said) => said.test(clause)))
  );
}

const telling =
  /\b(?:consumes|takes|moves|transfers|detaches|borrows|copies|owned|owns|callers?|must be|new|fresh|frees|closes|releases|disposes|deletes)\b/i;

function clausesOf(comment: string): readonly string[] {
  return comment
    .replace(/^[ \t]*(?:\/\*\*|\*\/|\*|\/\/)|\*\/$/gm, " ")
    .split(/[.,;:()\n]|--|—/)
    .map((clause) => clause.replace(/`/g, "").replace(/\s+/g, " ").trim())
    .filter((clause) => clause !== "");
}

const taking =
  /^(?:it )?(?:consumes|takes(?: over)?(?: the)? ownership of|takes over|takes|moves|transfers|detaches|owns) (?<what>.+?)(?: by value| over| away)?$/i;
const lending = /^(?:it )?(?:only )?(?:borrows|copies)(?: (?<what>.+))?$/i;
const ending = /^(?:it )?(?:frees|closes|releases|disposes(?: of)?|deletes) (?<what>.+)$/i;

function ofArguments(clause: string, parameters: readonly SpokenParameter[]): readonly SaidTag[] {
  const taken = taking.exec(clause)?.groups?.["what"];
  if (taken !== undefined) return tagged("owns", subjectsOf(taken, parameters));
  const lent = lending.exec(clause);
  if (lent !== null) return tagged("borrows", subjectsOf(lent.groups?.["what"] ?? "all", parameters));
  const ended = ending.exec(clause)?.groups?.["what"];
  const named = ended === undefined ? [] : subjectsOf(ended, parameters).filter((subject) => ended.split(" ").includes(subject));
  return tagged("releases", named);
}

function tagged(name: SaidTag["name"], subjects: readonly string[]): readonly SaidTag[] {
  return subjects.map((subject) => ({ name, subject }));
}

const made =
  /^(?:it )?(?:(?:also )?(?:gives?|returns|creates|allocates|makes|opens|and gives) )?(?:back )?(?:an? )?(?:entirely |brand-?)?(?:new|fresh)(?: \w+){1,2}$/i;
const given =
  /^(?:owned(?: by the caller)?|(?:the )?callers? owns? (?:it|the result|what comes back)|(?:the )?callers? (?:must|has to|have to|should|needs to) (?:close|free|release|dispose(?: of)?|delete|destroy|end)(?: it| the result| what comes back)?|must be (?:closed|freed|released|disposed(?: of)?|deleted|destroyed)(?: by the caller)?)$/i;

function ofResult(clause: string, parameters: readonly SpokenParameter[]): readonly SaidTag[] {
  if (parameters.some(({ name }) => clause.split(" ").includes(name))) return [];
  if (given.test(clause)) return [{ name: "owns", subject: "return" }];
  return made.test(clause) ? [{ name: "makes", subject: "return" }] : [];
}

/** `progress`, `a and b`, `the notes`, `its argument`, `this`; a word that tells no parameter is nobody's. */
function subjectsOf(what: string, parameters: readonly SpokenParameter[]): readonly string[] {
  const names = parameters.flatMap(({ name }) => (name === "" ? [] : [name]));
  if (/^(?:all|both|them|everything|(?:its|all|both|the) (?:\w+ )?(?:arguments?|parameters?|inputs?))$/i.test(what)) return names;
  if (/^(?:this|self|itself|its? receiver|the receiver)$/i.test(what)) return ["this"];
  const found = what.split(/ and | or /).map((noun) => subjectOf(noun.replace(/^(?:the|its|an?|given|passed) /i, ""), parameters));
  return found.every((subject) => subject !== undefined) ? found : [];
}

/** By its name; by a property that it is declared with; or the one whose type has that word in its name: `context: BrowserContext`. */
function subjectOf(noun: string, parameters: readonly SpokenParameter[]): string | undefined {
  if (!/^[\w$]+$/.test(noun)) return undefined;
  if (parameters.some(({ name }) => name === noun)) return noun;
  const holding = parameters.filter(({ text }) => new RegExp(`[{;,]\\s*(?:readonly )?${escaped(noun)}\\??:`).test(text));
  if (holding.length === 1) return `${holding[0]!.name}.${noun}`;
  const stem = noun.replace(/s$/, "").toLowerCase();
  const like = parameters.filter(({ name, text }) => name !== "" && text.toLowerCase().includes(stem));
  return stem.length > 2 && like.length === 1 ? like[0]!.name : undefined;
}

function escaped(word: string): string {
  return word.replace(/\$/g, "\\$&");
}
