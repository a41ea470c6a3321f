/** The functions of which a project says who owns what, by `@owns`, `@borrows` and `@releases` or in plain words: worth asking about, whatever they are called. */

import { mayTell } from "./spoken-tags.ts";

export function taggedNames(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => tellingComments(text).map(({ name }) => name)));
}

/** The comments that say it, and the functions that they speak of. Linear: each comment is read once, and the few words beside it. */
export function tellingComments(text: string): readonly { readonly name: string; readonly comment: string }[] {
  return [...text.matchAll(comments)].flatMap(({ index, 0: comment }) => {
    const near = text.slice(Math.max(0, index - 300), index);
    const line = near.slice(near.lastIndexOf("\n") + 1);
    const name = line.trim() === "" ? nameBehind(text, index + comment.length, comment) : nameBefore(line, comment);
    return name === undefined ? [] : [{ name, comment }];
  });
}

/** One that does not end goes on to the end. */
const comments = /\/\*\*(?:(?!\*\/)[^])*(?:\*\/)?|\/\/[^\r\n]*/g;

/** Of a declaration with code its code says what it does, unless a tag does. */
function nameBehind(text: string, end: number, comment: string): string | undefined {
  const next = text.slice(end, end + 200);
  const [line = ""] = /\S[^\r\n]*/.exec(next) ?? [];
  return tagged.test(comment) || (/[;(]\s*$/.test(line) && mayTell(comment)) ? declared.exec(next)?.[1] : undefined;
}

const tagged = /@(?:owns|borrows|releases)\b/;

/** `consume(item: Item): void; // consumes item`. */
function nameBefore(line: string, comment: string): string | undefined {
  return signature.test(line) && mayTell(comment) ? declared.exec(line)?.[1] : undefined;
}

/** A line that ends in a type behind a bracket. */
const signature = /\)\s*(?::|=>)[^=]*[;,}]\s*$/;

/** `export declare async function name(`, `static name(`, `const name = (`. */
const declared =
  /^\s*(?:(?:export|default|declare|public|protected|private|static|override|abstract|async|function|const|let|get)\b\s*\*?\s*)*#?([\w$]+)\s*[(<=:?]/;
