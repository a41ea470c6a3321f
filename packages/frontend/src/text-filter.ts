/** A linear test of a file's text: whether anything in it could matter to ownership, before its syntax is fetched. */

import { soundsAcquiring, soundsReleasing } from "@freehold/mir/vocabulary";

import type { Names } from "./names.ts";

export type TextFilter = (text: string) => boolean;

/** The words of one program repeat, so what they sound like is remembered. */
export function textFilter(names: Names): TextFilter {
  const known = new Map<string, boolean>();
  return (text) =>
    declares.test(text) || disturbs.test(text) || shares.test(text) || (options.test(text) && writes.test(text)) || callsAny(text, matters);

  function matters(word: string): boolean {
    const before = known.get(word);
    if (before !== undefined) return before;
    const named = names.acquiring.has(word) || names.ending.has(word) || names.sending.has(word) || names.locking.has(word);
    const answer = !keywords.has(word) && (named || soundsAcquiring(word) || soundsReleasing(word));
    known.set(word, answer);
    return answer;
  }
}

/** `using` declarations, directives, comments and tags of ours, and listeners on signals. */
const declares = /\busing\s|freehold|@owns\b|@releases\b|@borrows\b|addEventListener\(\s*["'`]abort/;

/**
 * What rules read off the code alone: listeners of the page, frames, taking out of an array, an array by choice, assigning to a field what
 * was awaited or a promise, the words that begin a transaction; and `delete()` without a key, which is no Map's.
 */
const disturbs =
  /\.delete\(\)|\b(?:window|document(?:\.\w+)?|globalThis|visualViewport)\.addEventListener\(|\.(?:splice|shift|unshift|removeEventListener|removeListener|off)\(|\.size === 0\)\s*\{?\s*await\b|\.[\w$#]+ (?:\?\?)?= await\b|[pP]romise = [\w$.]+\(|\brequestAnimationFrame\(|(?:isArray\([\w$]+\)|=== ["']string["']) \?\s|["'`](?:BEGIN|begin|START TRANSACTION|start transaction)\b/;

/** And objects that others have too: merging into one, copies of defaults, defaults that are given away, one element in every place. */
const shares =
  /\bObject\.assign\(\s*(?:(?!this\b)[\w$]|\{\},)|(?:\.\.\.|= )[\w$]*(?:[dD]efault|DEFAULT|[iI]nitial|INITIAL|[bB]ase|BASE|[tT]emplate|TEMPLATE|[pP]reset)|\.fill\((?:\[|\{|new )|[(,] ?(?:default|DEFAULT|preset|PRESET|template|TEMPLATE)[A-Z_]\w*[,)]/;

/** A parameter of options, and a member that is written. */
const options = /[\w$]\??: (?:\w+<)?[\w$.]*(?:Options?|Opts|Config(?:uration)?|Settings|Init)\b/;
const writes = /\.[\w$]+ (?:\?\?|\|\|)?= |\.push\(/;

/** Words are taken one by one: a pattern that spans several would be quadratic in a file of one long word. */
function callsAny(text: string, matters: (word: string) => boolean): boolean {
  const words = /[\w$]+/g;
  let made = false;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const word = match[0];
    if (made && !plain.test(word)) return true;
    made = word === "new";
    followed.lastIndex = words.lastIndex;
    if (followed.test(text) && matters(word)) return true;
  }
  return false;
}

/** Called, or imported under another name. */
const followed = /\s*(?:\?\.)?\s*[(<`]|\s+as\b/y;

/** Words that stand before a bracket without being called. */
const keywords: ReadonlySet<string> = new Set(["return", "new", "delete"]);

/** Made everywhere, owned nowhere. */
const plain = /^(?:Map|Set|WeakMap|WeakSet|Date|Promise|Array|RegExp|\w*Error)$/;
