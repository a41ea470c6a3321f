/** A text that is no body is refused at the place where it goes wrong. */

import { expect, test } from "vitest";
import { parseBody } from "@freehold/mir/parse";

function check(text: string, message: string): void {
  expect(() => parseBody(text)).toThrow(new Error(message));
}

const head = "function f #0\n  %0 <return>: return\n\n";

test("A text that begins with no kind of body is refused", () => check("fun f #0", "MIR 1:1: expected a kind of body such as `function`"));

test("A body without a number is refused", () => check("function f", "MIR 1:11: expected a body such as `#3`"));

test("An unknown kind of local is refused", () =>
  check("function f #0\n  %0 x: constant", "MIR 2:9: expected a kind of local such as `const`"));

test("Two statements on one line are refused", () =>
  check(`${head}  bb0:\n    read %0 read %0\n    return`, "MIR 5:13: expected the end of the line"));

test("A block without a terminator is refused", () =>
  check(`${head}  bb0:\n    read %0\n\n  bb1:\n    return`, "MIR 7:3: expected a statement or a terminator"));

test("A call without its unwind target is refused", () =>
  check(`${head}  bb0:\n    %0 = call#0 %0() -> bb0`, "MIR 5:28: expected `unwind`"));

test("A constant that is called without parentheses is refused", () =>
  check(`${head}  bb0:\n    %0 = call#0 5() -> bb0 unwind bb0`, "MIR 5:19: a constant callee stands in parentheses"));

test("A string that is broken off is refused", () => check(`${head}  bb0:\n    read "abc`, "MIR 5:10: expected a place or a constant"));

test("A string with an escape that JSON does not know is refused", () =>
  check(`${head}  bb0:\n    read "\\x"`, "MIR 5:10: expected a string as JSON writes it"));

test("Blank lines and Windows line breaks do not matter", () => {
  const text = `${head}  bb0:\n    read %0\n    return`;
  expect(parseBody(`\n\n${text.replaceAll("\n", "\r\n\r\n")}\n\n`)).toStrictEqual(parseBody(text));
});
