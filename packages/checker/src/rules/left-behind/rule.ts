/** left-behind (FH1005): a listener or timer stays on what outlives the work it was for. */

import type { BodyView } from "../../body-view.ts";
import { headOf } from "../../explain/head.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineRule, type Description } from "../../rule.ts";
import { abortListeners } from "./abort-listeners.ts";
import { describeLeftEachTime } from "./describe-left-each-time.ts";
import { leftEachTime } from "./left-each-time.ts";
import { listenersOfBorrowers } from "./borrowed-from.ts";
import { droppedSubscriptions } from "./dropped-subscriptions.ts";
import { emptiedTimers } from "./emptied-timers.ts";
import { endlessIntervals } from "./endless-intervals.ts";
import { endlessLoops } from "./endless-loops.ts";
import { halfClearedTimers } from "./half-cleared-timers.ts";
import { keptListeners } from "./kept-listeners.ts";
import { lentListeners } from "./lent-listeners.ts";
import { lostTimers } from "./lost-timers.ts";
import { reopeningTimers } from "./reopening-timers.ts";
import type { LeftBehind } from "./left-behind.ts";

export const rule = defineRule<LeftBehind>({
  meta: { name: "left-behind", code: "FH1005", summary: "a listener or timer that outlives the work it was for" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly LeftBehind[] {
  if (view.body.kind === "module") return [];
  const doubtful =
    view.tier === "definite"
      ? []
      : [
          ...abortListeners(view),
          ...lostTimers(view),
          ...endlessIntervals(view),
          ...endlessLoops(view),
          ...keptListeners(view),
          ...reopeningTimers(view),
          ...emptiedTimers(view),
          ...halfClearedTimers(view),
          ...listenersOfBorrowers(view),
        ];
  return [...lentListeners(view), ...leftEachTime(view), ...droppedSubscriptions(view), ...doubtful];
}

function describe(finding: LeftBehind, view: BodyView): Description {
  switch (finding.kind) {
    case "lent-listener":
      return {
        message: `the listener for \`${finding.event}\` stays on \`${finding.object}\` when it goes back to its pool`,
        labels: [
          primary(finding.span, "added here, on every turn"),
          ...finding.returned.map((span) => other(span, "given back here, listener and all")),
        ],
        why: "The next borrower gets it with your listener still on. One is added on every turn: events are handled several times, and what the listeners captured is never freed.",
        help: `Take it off before you give \`${finding.object}\` back: \`${finding.object}.off("${finding.event}", listener)\``,
      };
    case "borrower-listener":
      return {
        message: `the listener for \`${finding.event}\` stays on \`${finding.object}\` after each call`,
        labels: [
          primary(finding.span, "added here, one more on every call"),
          other(finding.borrowed, `\`${finding.object}\` was there before, and is there for the next call`),
        ],
        why: "Nothing takes it off: events are handled once for each call that was ever made, and what the listeners captured is never freed.",
        help: `Add it once, where \`${finding.object}\` is made`,
      };
    case "abort-listener":
      return {
        message: `the \`abort\` listener on \`${finding.object}\` is never removed`,
        labels: [primary(finding.span, `added here, on every call; \`${finding.object}\` outlives it`)],
        why: "A signal is often one for the whole process: every call leaves a listener there, with everything it captured, and an abort runs them all.",
        help: 'Remove it when the work is done, in a `finally`: `signal.removeEventListener("abort", listener)`',
      };
    case "lost-timer":
      return {
        message: "the timer of a lost race keeps running",
        labels: [primary(finding.span, "nobody can clear this timer"), other(finding.race, "when another one wins, it goes on")],
        why: "The race does not stop its losers: the timer holds the process and what it captured until it fires, and its rejection goes nowhere.",
        help: "Keep the timer and clear it when the race is over: `Promise.race([…]).finally(() => clearTimeout(timer))`",
      };
    case "endless-interval":
      return {
        message: `nobody can stop the interval of \`${finding.object}\``,
        labels: [
          primary(finding.span, "its handle is dropped here"),
          other(headOf(view, finding.end), "ends the object, and not the interval"),
        ],
        why: "It goes on for as long as the process, once for each object that was made, and keeps the object and all that it holds.",
        help: `Keep the handle in a field, and clear it in \`${finding.end.name}\`: \`clearInterval(this.timer)\``,
      };
    case "endless-loop":
      return {
        message: `nobody can stop the loop of \`${finding.object}\``,
        labels: [
          primary(finding.span, "asks to be called again, whatever has happened"),
          other(headOf(view, finding.end), "ends the object, and not the loop"),
        ],
        why: "It goes on for as long as the page, once for each object that was made, and keeps the object and all that it holds.",
        help: `Keep the handle in a field, and cancel it in \`${finding.end.name}\``,
      };
    case "emptied-timer":
      return {
        message: `the timer relies on \`${finding.slot}\`, which is gone after the end`,
        labels: [
          primary(finding.span, "still pending when the end comes"),
          other(finding.use, `fails where \`${finding.slot}\` is empty`),
          other(headOf(view, finding.end), `empties \`${finding.slot}\`, and leaves the timer`),
        ],
        why: "When the timer fires after the end, its code finds nothing there and throws, where nobody catches it.",
        help: `Clear the timer in \`${finding.end.name}\`, or let its code ask whether the end has come`,
      };
    case "half-cleared-timer":
      return {
        message: "the timer goes on when the promise is rejected",
        labels: [
          primary(finding.span, "started here"),
          other(finding.cleared, "cleared here, when the promise is fulfilled, and nowhere else"),
        ],
        why: "It holds the process and what it captured until it fires, and what it does then is about work that has failed long before.",
        help: "Clear it in `finally`: `promise.finally(() => clearTimeout(timer))`",
      };
    case "reopening-timer":
      return {
        message: `the timer opens \`${finding.slot}\` again after it was closed`,
        labels: [
          primary(finding.span, "still pending when the end comes"),
          other(finding.opening, "opened again here, whatever has happened"),
          other(headOf(view, finding.end), `closes \`${finding.slot}\`, and leaves the timer`),
        ],
        why: "What is opened then has nobody left who closes it: it goes on after the end, and may open itself again and again.",
        help: "Keep the timer's handle, and clear it at the end; or let its code ask whether the end has come",
      };
    case "dropped-subscription":
      return {
        message: `nobody can end the subscription by \`${finding.event}\` when \`${finding.owner}\` ends`,
        labels: [
          primary(finding.span, "what would end it is dropped here"),
          other(finding.kept, "this one is kept, to be ended"),
          ...(finding.end === undefined ? [] : [other(headOf(view, finding.end), "ends the object, and not the subscription")]),
        ],
        why: "The listener is called on an object that is over, once for each that was made, and none of them is ever freed.",
        help: "Keep it with the others",
      };
    case "each-time":
      return describeLeftEachTime(finding);
    case "kept-listener":
      return {
        message: `the listener for \`${finding.event}\` stays on \`${finding.object}\` after the end of \`${finding.owner}\``,
        labels: [
          primary(finding.span, `added here; \`${finding.object}\` outlives the object`),
          other(headOf(view, finding.end), "ends the object, and does not take it off"),
        ],
        why: "It is called on an object that is over, once for each that was made, and none of them is ever freed.",
        help: `Keep the function in a field, and take it off in \`${finding.end.name}\``,
      };
  }
}
