/** Reads MIR text piece by piece, line by line; every complaint names its line and column. */

export interface Scanner {
  readonly text: string;
  offset: number;
}

/** What stands here if it matches; `pattern` must be sticky. Spaces before it are skipped, line breaks are not. */
export function accept(scanner: Scanner, pattern: RegExp): string | undefined {
  const start = scanner.offset;
  skipSpaces(scanner);
  const found = acceptAttached(scanner, pattern);
  if (found === undefined) scanner.offset = start;
  return found;
}

/** As `accept`, with no space allowed before it. */
export function acceptAttached(scanner: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.offset;
  const found = pattern.exec(scanner.text)?.[0];
  if (found !== undefined) scanner.offset += found.length;
  return found;
}

export function expect(scanner: Scanner, pattern: RegExp, what: string): string {
  return accept(scanner, pattern) ?? fail(scanner, `expected ${what}`);
}

/** Whether this word, sign or sequence of signs stands here; a word must end here as well. */
export function acceptWord(scanner: Scanner, word: string): boolean {
  const start = scanner.offset;
  skipSpaces(scanner);
  const end = scanner.offset + word.length;
  const cut = /\w$/.test(word) && /[\w-]/.test(scanner.text.charAt(end));
  if (scanner.text.startsWith(word, scanner.offset) && !cut) {
    scanner.offset = end;
    return true;
  }
  scanner.offset = start;
  return false;
}

export function expectWord(scanner: Scanner, word: string): void {
  if (!acceptWord(scanner, word)) fail(scanner, `expected \`${word}\``);
}

/** The line ends here, blank lines after it included; true at the end of the text too. */
export function acceptLineEnd(scanner: Scanner): boolean {
  return atEnd(scanner) || accept(scanner, lineEnd) !== undefined;
}

export function expectLineEnd(scanner: Scanner): void {
  if (!acceptLineEnd(scanner)) fail(scanner, "expected the end of the line");
}

export function atEnd(scanner: Scanner): boolean {
  onlySpace.lastIndex = scanner.offset;
  return onlySpace.test(scanner.text);
}

/** What `read` reads, parted by commas, up to and without `close`. */
export function separated<Item>(scanner: Scanner, close: string, read: () => Item): Item[] {
  const items: Item[] = [];
  if (acceptWord(scanner, close)) return items;
  do items.push(read());
  while (acceptWord(scanner, ","));
  expectWord(scanner, close);
  return items;
}

export function fail(scanner: Scanner, message: string): never {
  skipSpaces(scanner);
  const lines = scanner.text.slice(0, scanner.offset).split("\n");
  throw new Error(`MIR ${lines.length}:${lines.at(-1)!.length + 1}: ${message}`);
}

const onlySpace = /\s*$/y;
const lineEnd = /(?:\r?\n[ \t]*)+/y;

function skipSpaces(scanner: Scanner): void {
  while (scanner.text[scanner.offset] === " " || scanner.text[scanner.offset] === "\t") scanner.offset++;
}
