/** One program of the TypeScript 7 API with what its questions share: batching, and the count of what was asked. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { PathKey } from "typescript/ast";
import type { API, APIRequestGenerator, Checker, Project } from "typescript/sync";
import type { BodyIndex } from "../oracle.ts";

export interface Session {
  readonly api: API;
  readonly checker: Checker;
  readonly bodies: BodyIndex;
  /** The API tells files by a key, which has no capitals where the file system tells none apart. */
  fileOf(path: PathKey): FilePath;
  /** Nodes, symbols and types asked about; batching changes requests, never this. */
  readonly asked: { questions: number };
}

export function openSession(api: API, project: Project, bodies: BodyIndex): Session {
  const names = new Map<string, FilePath>();
  for (const name of project.program.getSourceFileNames()) names.set(api.getCanonicalFileName(name), asFilePath(name));
  const fileOf = (path: PathKey): FilePath => names.get(path) ?? asFilePath(path);
  return { api, checker: project.checker, bodies, fileOf, asked: { questions: 0 } };
}

/** Larger batches gain nothing and hold up the pipe. */
const batchSize = 2000;

/** Asks about many nodes or symbols with the API's array form. */
export function askArrays<Item, Answer>(
  session: Session,
  items: readonly Item[],
  ask: (chunk: readonly Item[]) => readonly Answer[],
): Answer[] {
  session.asked.questions += items.length;
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += batchSize) answers.push(...ask(items.slice(start, start + batchSize)));
  return answers;
}

/** Runs many dialogues side by side: each round of all of them is one request. */
export function askTogether<Item, Answer>(
  session: Session,
  items: readonly Item[],
  dialogue: (item: Item) => APIRequestGenerator<Answer>,
): Answer[] {
  session.asked.questions += items.length;
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += batchSize) {
    answers.push(...session.api.batch(...items.slice(start, start + batchSize).map(dialogue)));
  }
  return answers;
}
