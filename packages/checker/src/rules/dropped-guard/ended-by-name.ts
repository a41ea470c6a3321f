/** A lock that is let go without what its acquiring gave, here or in another function of the file: `mutex.release()`, `unlock(path)`. */

import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { calleeText, lastName } from "../../contracts/callee-path.ts";
import type { Owner } from "../../facts/facts.ts";
import { soundsLocking } from "../../words.ts";

/** Whatever let it be taken is what lets it go: of `this.#mutex.acquire` only `this.#mutex.release`. */
export function isEndedByName({ knowledge: { program }, file }: BodyView, { type, by }: Owner): boolean {
  const source = sourceOf(by);
  const names = [...(type.model?.endedBy ?? []), ...(soundsLocking(by.slice(source.length)) ? type.release : [])];
  return bodiesOf(program, file.path).some((body) =>
    body.blocks.some(({ terminator }) => {
      if (terminator.kind !== "call" || !names.includes(lastName(body, terminator.callee))) return false;
      return sourceOf(calleeText(body, terminator.callee)) === source;
    }),
  );
}

/** `mutex.` of `mutex.acquire`, nothing of `lock`. */
function sourceOf(text: string): string {
  return text.slice(0, text.lastIndexOf(".") + 1);
}
