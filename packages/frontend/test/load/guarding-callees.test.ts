/** Which callees give what the project disposes of by `using`. */

import { expect, test } from "vitest";
import { guardingCallees } from "../../src/guarding-callees.ts";

test.each([
  ["a function", "using file = open();", ["open"]],
  ["the last of a chain", "await using page = (await this.#browser()).context().newPage();", ["newPage"]],
  ["a private method", "using _guard = await this.#enter();", ["enter"]],
  ["not what is called for an argument", "using lock = await locks.take(nameOf(key(1)), {", ["take"]],
  ["one of a declared type", "using lock: Guard = enter();", ["enter"]],
  ["not what most code calls for plain values", "using handle = Handle.from(id);", []],
  ["not a class", "using file = new files.File(path());", []],
  ["not what is there already", "using held = this.lock;", []],
  ["not a `const`", "const file = open();", []],
  ["one on the next line", "using file =\n  openTheOtherFile();", ["openTheOtherFile"]],
])("asked about is %s", (_, text, callees) => expect([...guardingCallees([text])]).toEqual(callees));
