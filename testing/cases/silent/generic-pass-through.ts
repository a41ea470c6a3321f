/** Functions that give back what they were given: one value, one obligation. */

import { open } from "node:fs/promises";

export function identity<T>(value: T): T {
  return value;
}

export function assertDefined<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is undefined`);
  return value;
}

export function tap<T>(value: T, look: (value: T) => void): T {
  look(value);
  return value;
}

export function traced<T>(promise: Promise<T>, name: string): Promise<T> {
  promise.catch((error) => console.error(name, error));
  return promise;
}

export async function size(path: string): Promise<number> {
  const file = identity(await traced(open(path), "size"));
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

export async function logged(path: string): Promise<string> {
  await using file = tap(await open(path), (opened) => console.log(opened.fd));
  return (await file.readFile("utf8")).trim();
}

export function configure<T extends { on(event: "error", listener: (error: Error) => void): unknown }>(emitter: T): T {
  emitter.on("error", (error) => console.error(error));
  return emitter;
}
