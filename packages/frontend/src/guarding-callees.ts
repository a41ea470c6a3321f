/** The callees whose results the project disposes of by `using`: a call of theirs that is bound otherwise is worth asking about. */

/** By their last names. O(text). */
export function guardingCallees(texts: readonly string[]): ReadonlySet<string> {
  const names = texts.flatMap((text) => [...text.matchAll(bound)].flatMap(([, value = ""]) => lastCallee(value) ?? []));
  return new Set(names.filter((name) => !everywhere.has(name)));
}

/** Most calls of these names make plain values. */
const everywhere: ReadonlySet<string> = new Set(["from", "get", "of"]);

/** `using lock = await this.mutex().acquire(name(), {`, as far as it stands on one line of ordinary length. */
const bound = /\busing\s+[\w$]+\s*(?::[^=;\n]{0,100})?=\s*([^;\n]{1,300})/g;

/** Of `mutex().acquire(name())` it is `acquire`. What `new` makes is asked about anyway. */
function lastCallee(value: string): string | undefined {
  let flat = value;
  for (let size = -1; size !== flat.length;) {
    size = flat.length;
    flat = flat.replace(/\([^()]*\)/g, "#");
  }
  const [outer = ""] = /^[^(]*\(?/.exec(flat) ?? [];
  const [last] = [...outer.matchAll(/(?<!\bnew\s+[\w$.]*)(?<![\w$])([\w$]+)\s*[#(]/g)].slice(-1);
  return last?.[1];
}
