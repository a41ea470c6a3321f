/** A text that owns something and is only written into a property, such as a URL into an image's `src`: nobody can find it again. */

import type { LocalId } from "@freehold/mir/body";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import type { Event, Owner } from "../../facts/facts.ts";
import { originsIn } from "../../facts/origin.ts";

/** `into` has the text; nothing else is done with it. */
export function isOnlyWritten(view: BodyView, { type }: Owner, into: LocalId | undefined): boolean {
  if (type.model?.form !== "string" || into === undefined) return false;
  const events = [...view.facts.events.flatMap((block) => block.flat()), ...view.facts.arrivals.flat()].filter(
    (event) => ("via" in event && event.via === into) || ("from" in event && event.from === into),
  );
  const [event] = events;
  const property = event === undefined || events.length > 1 ? undefined : propertyOf(event);
  return property !== undefined && !isReadBack(view, type.model.releasedBy ?? [], property);
}

/** Of an element, which shows what the text leads to and does not end it. */
function propertyOf(event: Event): string | undefined {
  if (event.kind !== "give" || event.how !== "stored") return undefined;
  return /\.(src|href|poster|currentSrc|textContent|innerHTML|backgroundImage)$/.exec(event.text)?.[1];
}

/** `URL.revokeObjectURL(image.src)`, or by a name for it: `const { src } = image; image.onload = () => URL.revokeObjectURL(src)`. */
function isReadBack({ knowledge: { program }, file }: BodyView, releasedBy: readonly string[], property: string): boolean {
  const origins = originsIn(program);
  const names = new Set(releasedBy.map((name) => name.slice(name.lastIndexOf(".") + 1)));
  return bodiesOf(program, file.path).some((body) =>
    body.blocks.some(({ terminator }) => {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method" || !names.has(terminator.callee.name)) return false;
      const value = terminator.args[0]?.value;
      return value?.kind === "place" && origins.of(body, value.place)?.path.at(-1) === property;
    }),
  );
}
