/**
 * The project's own classes that own nothing by their looks: no member of theirs, or of their bases, sounds like an end.
 *
 * Read from the texts, so that nobody need ask the type checker about each `new Point(…)`. O(text).
 */

import { soundsReleasing } from "@freehold/mir/vocabulary";

/** By name; one that is declared twice is plain only if both are. */
export function plainClasses(texts: readonly string[]): ReadonlySet<string> {
  const bases = new Map<string, Set<string>>();
  const ending = new Set<string>();
  for (const text of texts) {
    const heads = [...text.matchAll(head)];
    if (heads.length === 0) continue;
    const ends = definesAnEnd(text);
    for (const [, name = "", base] of heads) {
      const known = bases.get(name) ?? new Set();
      bases.set(name, base === undefined ? known : known.add(base));
      if (ends) ending.add(name);
    }
  }
  const isPlain = (name: string, above: readonly string[]): boolean => {
    if (name.endsWith("Error")) return true;
    const parents = bases.get(name);
    if (parents === undefined || ending.has(name) || above.includes(name)) return false;
    return [...parents].every((parent) => isPlain(parent, [...above, name]));
  };
  return new Set([...bases.keys()].filter((name) => isPlain(name, [])));
}

/** A declaration at the start of a line, with what it extends. */
const head = /^[ \t]*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?class\s+([\w$]+)(?:[^{]*?\bextends\s+([\w$.]+))?/gm;

/** A member of that name, or a call that looks like one, anywhere in the file: a guess on the safe side. */
function definesAnEnd(text: string): boolean {
  if (text.includes("Symbol.dispose") || text.includes("Symbol.asyncDispose")) return true;
  for (const [, name = ""] of text.matchAll(member)) if (soundsReleasing(name)) return true;
  return false;
}

const member =
  /^[ \t]*(?:(?:public|protected|private|static|override|abstract|async|readonly|declare|get|accessor)\s+)*\*?#?([\w$]+)\s*[?!]?\s*(?:<[^>]*>)?\s*[(=:;]/gm;
