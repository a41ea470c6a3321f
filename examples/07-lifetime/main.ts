/** Lifetimes: a type that says how long what it borrows must live. */

import { type Lifetime, ref, type Ref } from "freehold";

/** An excerpt lives no longer than the text it is of. */
interface Excerpt<A extends Lifetime> {
  readonly snippet: Ref<string, A>;
}

function getSummary<A extends Lifetime>(text: Ref<string, A>): Excerpt<A> {
  const firstPeriod = text.indexOf(".");
  return { snippet: text.slice(0, firstPeriod === -1 ? text.length : firstPeriod) };
}

const story = "It was a dark and stormy night. The electricity went out.";
const summary = getSummary(ref(story));
console.log(`Summary: ${summary.snippet}`);
