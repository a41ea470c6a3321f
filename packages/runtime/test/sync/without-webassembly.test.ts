/** Both ways to do what `#atomics` does give the same: a small WebAssembly module, and the engine's own `Atomics` where there is none. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const built = join(import.meta.dirname, "../../dist");

/** Each operation on a word that nobody else knows, then some of what is built on them, in a process of its own. */
const program = `
  import * as atomics from ${JSON.stringify(`file://${built}/internal/atomics.shared.js`)};
  import { Arc, Mutex, RwLock, Semaphore } from ${JSON.stringify(`file://${built}/index.js`)};
  const word = 15_000;
  const seen = [];
  for (const [name, ...values] of [["store", 12], ["add", -20], ["sub", 7], ["and", 0xff], ["or", 0x100], ["xor", 3], ["exchange", -1],
    ["compareExchange", 5, 6], ["storeThenLoad", 9, word], ["compareExchange", 9, -1], ["compareExchange", -1, 7]]) {
    seen.push([name, name === "store" ? (atomics.store(word, ...values), 0) : atomics[name](word, ...values), atomics.load(word)]);
  }
  seen.push(atomics.wait(word, 0, 0), atomics.wait(word, 7, 1), atomics.notify(word, 1));
  const mutex = Mutex.new({ x: 1 });
  mutex.with((content) => { content.value.x += 1; });
  const large = Mutex.new(new Uint8Array(3_000_000).fill(3));
  const lock = RwLock.new("text");
  const semaphore = Semaphore.new(1);
  semaphore.acquire()[Symbol.dispose]();
  seen.push(mutex.intoInner(), large.intoInner().length, lock.with((value) => value), semaphore.availablePermits(), Arc.new([1]).get());
  console.log(JSON.stringify({ wasm: atomics.usesWebAssembly(), seen }));`;

/** No engine has a flag for it in all of its versions. */
const withoutWebAssembly = ["--import", "data:text/javascript,delete%20globalThis.WebAssembly"];

function run(flags: readonly string[]): { readonly wasm: boolean; readonly seen: unknown } {
  const output = execFileSync(process.execPath, [...flags, "--input-type=module", "--eval", program], { encoding: "utf8" });
  return JSON.parse(output) as { readonly wasm: boolean; readonly seen: unknown };
}

test("without WebAssembly everything is the same", () => {
  const [fast, plain] = [run([]), run(withoutWebAssembly)];
  expect([fast.wasm, plain.wasm]).toEqual([true, false]);
  expect(plain.seen).toEqual(fast.seen);
  expect(fast.seen).toContainEqual(["compareExchange", -1, 7]);
});
