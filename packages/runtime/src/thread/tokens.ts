/** The text of a function as tokens: as much of the language's grammar as it takes to tell names from what only looks like names. */

export interface Token {
  readonly kind: "name" | "punctuator" | "literal";
  readonly text: string;
}

/** `undefined` when the text cannot be told apart for sure: where a slash may begin a regular expression or divide. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const openers: Opener[] = [];
  for (let at = 0; at < text.length;) {
    const end = nextToken(text, at, tokens, openers);
    if (end === undefined) return undefined;
    at = end;
  }
  return openers.length === 0 ? tokens : undefined;
}

interface Opener {
  readonly bracket: string;
  /** Whether a regular expression may follow the bracket that closes it: `if (x) /y/`. */
  readonly isHead: boolean;
}

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const name = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /\.?\d[\w.]*/y;
const quoted = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
/** Up to a value within it, or to its end. */
const template = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
const punctuator = /=>|\.\.\.|\?\.(?!\d)|\+\+|--|[!=]==?|&&=?|\|\|=?|\?\?=?|[<>]=|\*\*|[-+*%&|^]=|[[\](){};,<>+\-*%&|^!~?:=.@]/y;

const statementHeads = new Set(["if", "while", "for", "with"]);

/** After these an expression begins; after any other name, it has ended. */
const beforeExpression = new Set(
  "return typeof case in of do else instanceof new delete void throw yield await extends default".split(" "),
);

/** Where it ends; adds it to `tokens`. */
function nextToken(text: string, at: number, tokens: Token[], openers: Opener[]): number | undefined {
  const skipped = matchAt(blank, text, at);
  if (skipped !== undefined) return at + skipped.length;
  const found = matchAt(name, text, at);
  if (found !== undefined) return add(tokens, "name", found, at);
  const literal = matchAt(number, text, at) ?? matchAt(quoted, text, at);
  if (literal !== undefined) return add(tokens, "literal", literal, at);
  if (text[at] === "`") return readTemplate(text, at + 1, tokens, openers);
  if (text[at] === "}" && openers.at(-1)?.bracket === "${") {
    openers.pop();
    tokens.push({ kind: "punctuator", text: ")" });
    return readTemplate(text, at + 1, tokens, openers);
  }
  if (text[at] === "/") return readSlash(text, at, tokens);
  const sign = matchAt(punctuator, text, at);
  if (sign === undefined || !matchesOpener(sign, tokens, openers)) return undefined;
  return at + sign.length;
}

function add(tokens: Token[], kind: Token["kind"], text: string, at: number): number {
  tokens.push({ kind, text });
  return at + text.length;
}

/** What lies in `${}` is tokens like all others, in parentheses. */
function readTemplate(text: string, at: number, tokens: Token[], openers: Opener[]): number | undefined {
  const part = matchAt(template, text, at);
  if (part === undefined) return undefined;
  if (part.endsWith("`")) return add(tokens, "literal", "``", at) - 2 + part.length;
  openers.push({ bracket: "${", isHead: false });
  tokens.push({ kind: "punctuator", text: "(" });
  return at + part.length;
}

function readSlash(text: string, at: number, tokens: Token[]): number | undefined {
  const last = tokens.at(-1);
  const divides = last !== undefined && endsExpression(last);
  if (divides === undefined) return undefined;
  if (divides) return add(tokens, "punctuator", text.startsWith("/=", at) ? "/=" : "/", at);
  const found = matchAt(regularExpression, text, at);
  return found === undefined ? undefined : add(tokens, "literal", found, at);
}

/** `undefined` where it could be either: behind `}`, `++` and `--`. */
function endsExpression({ kind, text }: Token): boolean | undefined {
  if (kind === "literal") return true;
  if (kind === "name") return !beforeExpression.has(text);
  if (text === "}" || text === "++" || text === "--") return undefined;
  return text === ")" || text === "]";
}

function matchesOpener(sign: string, tokens: Token[], openers: Opener[]): boolean {
  if (sign === "(" || sign === "[" || sign === "{") {
    const before = tokens.at(-1);
    openers.push({ bracket: sign, isHead: sign === "(" && before?.kind === "name" && statementHeads.has(before.text) });
  } else if (sign === ")" || sign === "]" || sign === "}") {
    const opener = openers.pop();
    if (opener === undefined || opener.bracket + sign !== pairOf(sign)) return false;
    // As if a statement had ended: an expression may begin.
    if (opener.isHead) {
      tokens.push({ kind: "punctuator", text: ")" }, { kind: "punctuator", text: ";" });
      return true;
    }
  }
  tokens.push({ kind: "punctuator", text: sign });
  return true;
}

function pairOf(closing: string): string {
  return closing === ")" ? "()" : closing === "]" ? "[]" : "{}";
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
