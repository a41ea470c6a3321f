/** Each rule of a valid body, broken once. */

import { expect, test } from "vitest";
import { parseBody } from "@freehold/mir/parse";
import { validateBody } from "@freehold/mir/validate";

const locals = `function f #0
  params %1
  calls 1
  %0 <return>: return
  %1 client: param
  %2: temporary
  %3 file: using
`;

const valid = `${locals}
  bb0:
    storage-live %3
    %2 = call#0 %1.open() -> bb1 unwind bb4

  bb1:
    %3 = %2
    drop dispose %3 -> bb2 unwind bb4

  bb2:
    storage-dead %3
    branch truthy %1 -> yes bb3 no bb2

  bb3:
    return

  bb4 cleanup:
    resume
`;

function check(from: string, to: string, expected: readonly string[]): void {
  expect(valid).toContain(from);
  expect(validateBody(parseBody(valid.replace(from, to)))).toEqual(expected);
}

test("A valid body breaks no rule", () => expect(validateBody(parseBody(valid))).toEqual([]));

test("An exception may enter a block that is not marked cleanup", () =>
  check("drop dispose %3 -> bb2 unwind bb4", "drop dispose %3 -> bb2 unwind bb2", []));

test("A cleanup block may go on to a block that is not", () => check("    resume", "    goto -> bb3", []));

test("A local's id is its index", () => check("%2: temporary", "%7: temporary", ["The local at index 2 is called %7"]));

test("Local 0 is the return place", () =>
  check("<return>: return", "value: const", ["%0 is of kind binding; the return place is %0 and no other"]));

test("No other local is the return place", () =>
  check("%2: temporary", "%2: return", ["%2 is of kind return; the return place is %0 and no other"]));

test("A parameter is a param or a temporary", () => check("params %1", "params %3", ["The parameter %3 is of kind binding"]));

test("A parameter exists", () => check("params %1", "params %9", ["The parameter %9 is of kind nothing, it does not exist"]));

test("A body has a return place and an entry", () =>
  expect(validateBody(parseBody("function f #0"))).toEqual(["There is no return place", "There is no entry block"]));

test("A block's id is its index", () => check("  bb3:", "  bb5:", ["The block at index 3 is called bb5"]));

test("The entry is no cleanup block", () => check("  bb0:", "  bb0 cleanup:", ["The entry block is marked cleanup"]));

test("Nothing goes back to the entry", () => check("no bb2", "no bb0", ["bb2 goes back to the entry block"]));

test("A block's target exists", () => check("no bb2", "no bb9", ["bb2 goes to bb9, which does not exist"]));

test("A cleanup block is entered by unwinding", () => check("no bb2", "no bb4", ["bb2 enters the cleanup block bb4 without unwinding"]));

test("Only a cleanup block resumes unwinding", () =>
  check("    return", "    resume", ["bb3 resumes unwinding but is not marked cleanup"]));

test("A local that is named exists", () => check("%3 = %2", "%3 = %8", ["bb1 names %8, which does not exist: %3 = %8"]));

test("Only a binding has a scope", () =>
  check("storage-dead %3", "storage-dead %2", ["bb2 gives a scope to a temporary: storage-dead %2"]));

test("A call's number was handed out", () => check("call#0", "call#5", ["bb0 holds call#5, but only 1 were handed out"]));

test("No call's number is left out", () => check("calls 1", "calls 2", ["2 calls were handed out, but the blocks hold 1"]));

test("A call's number is used once", () =>
  check("drop dispose %3 -> bb2 unwind bb4", "%2 = call#0 %3[Symbol.dispose]() -> bb2 unwind bb4", [
    "bb1 holds call#0 a second time",
    "%3 is bound by using but has no `drop dispose`",
  ]));

test("A `using` binding is dropped in its own way", () =>
  check("file: using", "file: await-using", ["%3 is bound by await-using but has no `drop async-dispose`"]));
