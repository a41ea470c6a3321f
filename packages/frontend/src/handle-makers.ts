/**
 * The methods by which a project's declarations give an object that `delete()` ends, as the glue of C++ does: worth asking about, whatever
 * they are called. O(text), and only where such an end is declared.
 */

export function handleMakers(texts: readonly string[]): ReadonlySet<string> {
  const declaring = texts.filter((text) => text.includes("delete(): void;"));
  const handles = new Set(declaring.flatMap(handlesIn));
  for (const text of declaring) for (const [, name = "", base = ""] of text.matchAll(derived)) if (handles.has(base)) handles.add(name);
  return new Set(
    declaring.flatMap((text) => [...text.matchAll(method)].flatMap(([, name = "", result = ""]) => (handles.has(result) ? name : []))),
  );
}

/** The declaration nearest above the end is the one that it stands in. */
function handlesIn(text: string): readonly string[] {
  const heads = [...text.matchAll(head)];
  return [...text.matchAll(end)].flatMap(({ index }) => heads.findLast((each) => each.index < index)?.[1] ?? []);
}

const end = /^[ \t]*delete\(\): void;/gm;
const head = /\b(?:interface|class)\s+([A-Z][\w$]*)/g;
const derived = /\b(?:interface|class)\s+([A-Z][\w$]*)\s+extends\s+([A-Z][\w$]*)/g;
const method = /^[ \t]*([\w$]+)\([^()\n]*\): ([A-Z][\w$]*)(?:<[^\n;]*>)?(?: \| null)?;/gm;
