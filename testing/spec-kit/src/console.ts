/** Runs the ```console blocks of a document and holds their output against what the document says. */

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { fencesOf } from "./markdown.ts";
import { updating } from "./update.ts";

/** One `$ command` and the lines below it. */
export interface Session {
  readonly command: string;
  readonly output: string;
  /** Of the first output line in the document; counts from 1. */
  readonly line: number;
}

/** Gives a way to run the command, which gives what it prints; undefined for commands that are not this test's business. */
export type FindCommand = (command: string) => (() => string) | undefined;

/** One test for each command of the document. Output may leave lines out by `…` on a line of its own. */
export function describeConsole(path: string, findCommand: FindCommand): void {
  describe(basename(path), () => {
    for (const session of sessionsOf(readFileSync(path, "utf8"))) {
      const run = findCommand(session.command);
      if (run === undefined) continue;
      test(session.command, () => {
        const actual = run();
        if (updating) updateOutput(path, session, actual.trimEnd());
        else if (!fitsOutput(session.output, actual)) expect(actual.trimEnd()).toBe(session.output);
      });
    }
  });
}

export function sessionsOf(markdown: string): readonly Session[] {
  return fencesOf(markdown)
    .filter((fence) => fence.language === "console")
    .flatMap((fence) => {
      const lines = fence.text.split("\n");
      const starts = lines.flatMap((line, index) => (line.startsWith("$ ") ? [index] : []));
      return starts.map((start, number) => ({
        command: lines[start]!.slice(2),
        output: lines
          .slice(start + 1, starts[number + 1])
          .join("\n")
          .trimEnd(),
        line: fence.line + start + 1,
      }));
    });
}

/** Numbers of seconds and milliseconds are the machine's, not the document's: `1.9 s` fits `2.3 s`. */
export function fitsOutput(expected: string, actual: string): boolean {
  const text = withoutTimes(actual.trimEnd());
  const [first = "", ...others] = withoutTimes(expected.trimEnd()).split(/^…$/m);
  const last = others.pop();
  if (last === undefined) return text === first;

  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.slice(from).endsWith(last);
}

function withoutTimes(text: string): string {
  return text.replace(/ *\d+(?:\.\d+)? (m?s)\b/g, " # $1");
}

/** Looks the command up again: sessions above may have changed their length. */
function updateOutput(path: string, session: Session, actual: string): void {
  const markdown = readFileSync(path, "utf8");
  const current = sessionsOf(markdown).find((candidate) => candidate.command === session.command);
  if (current === undefined || fitsOutput(current.output, actual)) return;
  const lines = markdown.split("\n");
  const length = current.output === "" ? 0 : current.output.split("\n").length;
  lines.splice(current.line - 1, length, ...actual.split("\n"));
  writeFileSync(path, lines.join("\n"));
}
