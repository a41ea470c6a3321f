/** What comments say in plain words, and what is nothing but words. */

import { expect, test } from "vitest";
import { spokenTags } from "../../src/spoken-tags.ts";

const parameters = [
  { name: "items", text: "items: Uint32Array" },
  { name: "progress", text: "progress: ProgressBar" },
  { name: "source", text: "source: { readonly data: Uint8Array; name: string }" },
];

test.each([
  ["consumes progress", ["owns progress"]],
  ["Takes ownership of the `progress`.", ["owns progress"]],
  ["takes the bar", ["owns progress"]],
  ["takes data", ["owns source.data"]],
  ["consumes self", ["owns this"]],
  ["borrows", ["borrows items", "borrows progress", "borrows source"]],
  ["borrows items and progress, gives a new one", ["borrows items", "borrows progress", "makes return"]],
  ["copies the items", ["borrows items"]],
  ["frees progress", ["releases progress"]],
  ["closes the connection", []],
  ["a new tensor", ["makes return"]],
  ["Returns a new array. The caller must free it.", ["owns return"]],
  ["The caller must free it.", ["owns return"]],
  ["The caller must close progress.", []],
  ["The caller must hold the lock.", []],
  ["owned", ["owns return"]],
  ["Takes items and a progress and returns their sum.", []],
  ["takes a while", []],
  ["Called when a new progress is there.", []],
  ["the same one, or throws", []],
])("%s", (comment, tags) => expect(spokenTags(comment, parameters).map(({ name, subject }) => `${name} ${subject}`)).toEqual(tags));
