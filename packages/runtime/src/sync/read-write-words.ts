/** Where the words of a `RwLock` lie in its cell. */

import { cell, threadLimit } from "../internal/memory-map.ts";
import type { ReadWriteWords } from "./read-write-word.ts";

export function readWriteWords(first: number): ReadWriteWords {
  return { word: first + cell.word, drain: first + cell.drain, readers: first + cell.threads, groups: threadLimit / 32 };
}
