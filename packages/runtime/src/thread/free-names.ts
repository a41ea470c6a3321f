/**
 * Which variables a function takes from its surroundings, told by its text: for sure, or not at all. Whatever could be a declaration counts
 * as one wherever it stands, and whatever could be no use is none.
 */

import { tokensOf, type Token } from "./tokens.ts";

/** The first name that the function uses, nothing in it declares and no global has; `undefined` when none is certain. */
export function firstFreeName(text: string, isGlobal: (name: string) => boolean): string | undefined {
  const tokens = tokensOf(text);
  // The fields of a class are written like uses. Code that looks at its own globals may make some.
  if (tokens === undefined || tokens.some(({ kind, text }) => kind === "name" && beyond.has(text))) return undefined;
  const declared = declaredIn(tokens);
  return tokens.find((token, at) => isUse(tokens, at) && !declared.has(token.text) && !isGlobal(token.text))?.text;
}

const beyond = new Set(["class", "eval", "globalThis", "import", "with"]);

const words = new Set(
  `arguments as async await break case catch const continue debugger default delete do else export extends false finally for from function get if
  in instanceof let new null of return set static super switch this throw true try typeof undefined using var void while yield`.split(
    /\s+/,
  ),
);

const statementHeads = new Set(["if", "while", "for", "switch"]);

function declaredIn(tokens: readonly Token[]): ReadonlySet<string> {
  const declared = new Set<string>();
  for (const [at, { kind, text }] of tokens.entries()) {
    const next = tokens[at + 1];
    if (kind === "name" && (next?.text === "=" || next?.text === "=>")) declared.add(text);
    else if (text === "function" && next !== undefined) declared.add(next.text);
    // Whoever asks for its type knows that it may be missing.
    else if (text === "typeof") addPattern(declared, tokens, at + 1);
    else if (text === "const" || text === "let" || text === "var") addDeclarations(declared, tokens, at + 1);
    else if (text === "(" && isParameters(tokens, at)) addPattern(declared, tokens, at);
  }
  return declared;
}

/** From a `(`: `(…) =>`, and `(…) {` unless a statement begins so. */
function isParameters(tokens: readonly Token[], at: number): boolean {
  const after = tokens[closing(tokens, at) + 1]?.text;
  return after === "=>" || (after === "{" && !statementHeads.has(tokens[at - 1]?.text ?? ""));
}

/** Up to what ends them for sure. That a later list of expressions may be taken for more of them does no harm. */
function addDeclarations(declared: Set<string>, tokens: readonly Token[], first: number): void {
  addPattern(declared, tokens, first);
  for (let at = first; at < tokens.length; at++) {
    const { text, kind } = tokens[at]!;
    if (kind !== "punctuator") continue;
    if (text === ";" || text === ")" || text === "]" || text === "}") return;
    if (text === ",") addPattern(declared, tokens, at + 1);
    else if (text === "(" || text === "[" || text === "{") at = closing(tokens, at);
  }
}

/** A name, or all names between brackets that stand where a pattern or a parameter may have them. */
function addPattern(declared: Set<string>, tokens: readonly Token[], first: number): void {
  const { text, kind } = tokens[first] ?? { text: "", kind: "literal" };
  if (kind === "name") declared.add(text);
  if (text !== "(" && text !== "[" && text !== "{") return;
  const end = closing(tokens, first);
  for (let at = first + 1; at < end; at++) {
    if (tokens[at]!.kind === "name" && /^(?:[,[({:]|\.\.\.)$/.test(tokens[at - 1]!.text)) declared.add(tokens[at]!.text);
  }
}

function isUse(tokens: readonly Token[], at: number): boolean {
  const { kind, text } = tokens[at]!;
  if (kind !== "name" || words.has(text) || text.startsWith("#")) return false;
  const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
  if (before === "." || before === "?." || before === "break" || before === "continue") return false;
  // A key, a label, or the middle of a condition.
  if (after === ":") return false;
  // A method's name.
  return !(after === "(" && isParameters(tokens, at + 1));
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { text, kind } = tokens[at]!;
    if (kind !== "punctuator") continue;
    if (text === "(" || text === "[" || text === "{") depth += 1;
    if ((text === ")" || text === "]" || text === "}") && --depth === 0) return at;
  }
  return tokens.length;
}
