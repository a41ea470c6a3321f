/** A linear test of a file's text: whether anything in it could matter to ownership, before its syntax is fetched. */

import { isReleaseMember, soundsAcquiring, soundsReleasing } from "@freehold/mir/vocabulary";

/** A name that is called, or made with `new`. */
const called = /(\bnew\s+)?(?:[\w$]+\??\.)*(?<name>[\w$]+)\s*(?:\?\.)?[(<`]/g;

/** Words that stand before a bracket without being called. */
const keywords: ReadonlySet<string> = new Set(["if", "for", "while", "switch", "catch", "function", "return", "await", "typeof", "super", "new", "delete"]);

const plain = /^(?:Map|Set|WeakMap|WeakSet|Date|Promise|Array|Error|[A-Z]\w*Error)$/;

export function mayMatter(text: string, names: ReadonlySet<string>): boolean {
  if (/\b(?:using\s|freehold|@owns|@releases|@borrows)/.test(text)) return true;
  for (const match of text.matchAll(called)) {
    const name = match.groups?.["name"] ?? "";
    if (match[1] !== undefined && !plain.test(name)) return true;
    if (!keywords.has(name) && (names.has(name) || isReleaseMember(name) || soundsAcquiring(name) || soundsReleasing(name))) return true;
  }
  return false;
}
