/** What the atomics refuse from callers in plain JavaScript. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";

export function expectInteger(type: string, method: string, value: unknown, least: number, most: number): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return;
  throw new MisuseError(`\`${type}.${method}\` needs a whole number from ${least} to ${most} and was given ${wrong(value)}`);
}

export function expectBoolean(type: string, method: string, value: unknown): void {
  if (typeof value !== "boolean") throw new MisuseError(`\`${type}.${method}\` needs a boolean and was given ${nameOf(value)}`);
}

export function expectLong(type: string, method: string, value: unknown): void {
  if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return;
  throw new MisuseError(
    `\`${type}.${method}\` needs a bigint of 64 bits and was given ${typeof value === "bigint" ? "a larger one" : nameOf(value)}`,
  );
}

function wrong(value: unknown): string {
  return typeof value === "number" ? "another number" : nameOf(value);
}
