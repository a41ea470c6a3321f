/** Programs broken at random: truncated, two spliced into one, tokens deleted, doubled and swapped. The same seed gives the same ones. */

export interface Random {
  /** From 0 to `limit`, exclusive. */
  readonly below: (limit: number) => number;
}

/** The mulberry32 generator: small, and the same on every engine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return {
    below: (limit) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
    },
  };
}

/** One to three faults in a row. */
export function garble(texts: readonly string[], random: Random): string {
  let text = one(texts, random);
  for (let faults = 1 + random.below(3); faults > 0; faults--) text = one(mutations, random)(text, texts, random);
  return text;
}

type Mutation = (text: string, texts: readonly string[], random: Random) => string;

const mutations: readonly Mutation[] = [truncate, splice, deleteToken, deleteTokens, doubleToken, swapTokens, swapNames, insertToken];

function truncate(text: string, _: readonly string[], random: Random): string {
  return text.slice(0, random.below(text.length + 1));
}

function splice(text: string, texts: readonly string[], random: Random): string {
  const other = one(texts, random);
  return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
}

function deleteToken(text: string, _: readonly string[], random: Random): string {
  const tokens = tokensOf(text);
  return tokens.toSpliced(random.below(tokens.length), 1).join("");
}

function deleteTokens(text: string, _: readonly string[], random: Random): string {
  const tokens = tokensOf(text);
  return tokens.toSpliced(random.below(tokens.length), 1 + random.below(12)).join("");
}

function doubleToken(text: string, _: readonly string[], random: Random): string {
  const tokens = tokensOf(text);
  const index = random.below(tokens.length);
  return tokens.toSpliced(index, 0, tokens[index] ?? "").join("");
}

function swapTokens(text: string, _: readonly string[], random: Random): string {
  return swap(tokensOf(text), () => true, random);
}

/** It often still parses, and then means something else. */
function swapNames(text: string, _: readonly string[], random: Random): string {
  return swap(tokensOf(text), (token) => /^[A-Za-z_$]/.test(token), random);
}

function insertToken(text: string, texts: readonly string[], random: Random): string {
  const tokens = tokensOf(text);
  const stranger = one(tokensOf(one(texts, random)), random);
  return tokens.toSpliced(random.below(tokens.length + 1), 0, ` ${stranger} `).join("");
}

function swap(tokens: readonly string[], isMeant: (token: string) => boolean, random: Random): string {
  const places = tokens.flatMap((token, index) => (isMeant(token) ? [index] : []));
  if (places.length === 0) return tokens.join("");
  const [a, b] = [one(places, random), one(places, random)];
  return tokens.with(a, tokens[b]!).with(b, tokens[a]!).join("");
}

/** White space and comments are tokens too, so that joining gives the text again; an empty text is one empty token. */
function tokensOf(text: string): readonly string[] {
  return text.match(/\s+|\/\/.*|\/\*[^]*?\*\/|[\w$]+|"(?:[^"\\\n]|\\.)*"|`|=>|\?\.|\.{3}|[!=]==?|&&|\|\||\?\?|[^]/g) ?? [""];
}

function one<Item>(items: readonly Item[], random: Random): Item {
  return items[random.below(items.length)]!;
}
