/** unsaid-ownership (FH3002): an exported signature passes something owned, and does not say whether it is given or lent. */

import type { Fix } from "@freehold/diagnostics/diagnostic";
import { unsaidOf, type Unsaid } from "../../borrows/unsaid.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Unsaid>({
  meta: {
    name: "unsaid-ownership",
    code: "FH3002",
    summary: "strict: an exported signature passes something owned, and says neither `Own` nor `Ref` nor `Mut`",
  },
  find: ({ facts }) => unsaidOf(facts),
  describe,
});

function describe(unsaid: Unsaid, context: BorrowContext): Description {
  const { what, written, shown, word } = unsaid;
  const subject = what.kind === "result" ? "what this function gives back" : nameOf(what.local.name);
  const message = `${subject} has an owner, and the signature does not say who`;
  const help = `Write \`${wordAround(unsaid, context)}\`: ${reason(unsaid)}`;
  if (written === undefined) {
    return {
      message: `${subject} has an owner, and its type is not written`,
      labels: shown === undefined ? [] : [primary(shown, "given back here")],
      help,
    };
  }
  const labels = [primary(written.span, "neither `Own` nor `Ref` nor `Mut`")];
  if (shown !== undefined) labels.push(other(shown, word === "Own" ? "given away here" : "changed here"));
  const fix = fixFor(unsaid, context);
  return { message, labels, help, ...(fix !== undefined && { fixes: [fix] }) };
}

function nameOf(name: string): string {
  return name === "" ? "what this function takes" : `\`${name}\``;
}

function wordAround({ word, written }: Unsaid, { view }: BorrowContext): string {
  return written?.isWhole === true ? `${word}<${view.file.text.slice(written.span.start, written.span.end)}>` : `${word}<…>`;
}

function reason({ what, word }: Unsaid): string {
  if (what.kind === "result") return word === "Own" ? "the caller gets it for good" : "the caller gets a borrow";
  return { Own: "the function gives it away", Mut: "the function changes it", Ref: "the function only looks at it" }[word];
}

/** Where the word is known in the file, by whatever name. */
function fixFor({ word, written }: Unsaid, { report: { facts } }: BorrowContext): Fix | undefined {
  const { imports } = facts.types.world.declarations;
  const [local] = [...imports].find(([, { module, name }]) => module === "freehold" && name === word) ?? [];
  if (local === undefined || written?.isWhole !== true) return undefined;
  const { file, start, end } = written.span;
  return {
    title: `Say \`${local}\``,
    safety: "suggested",
    edits: [
      { span: { file, start, end: start }, text: `${local}<` },
      { span: { file, start: end, end }, text: ">" },
    ],
  };
}
