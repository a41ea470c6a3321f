/** The functions that a project tags with `@owns`, `@borrows` or `@releases`: worth asking about, whatever they are called. */

/** Linear: from each tag it looks at the end of its comment and the few words behind. */
export function taggedNames(texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const tag of text.matchAll(/@(?:owns|borrows|releases)\b/g)) {
      const end = text.indexOf("*/", tag.index);
      const name = end === -1 ? undefined : declared.exec(text.slice(end + 2, end + 200))?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** `export declare async function name(`, `static name(`, `const name = (`. */
const declared =
  /^\s*(?:(?:export|default|declare|public|protected|private|static|override|abstract|async|function|const|let|get)\b\s*\*?\s*)*#?([\w$]+)\s*[(<=:?]/;
