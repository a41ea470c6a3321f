/** A function uses the file that it is given, or opens one and closes it, in the ways people say which it was. */

import { open, type FileHandle } from "node:fs/promises";

export async function byBoolean(path: string, given?: FileHandle): Promise<string> {
  const isGiven = Boolean(given);
  const file = given ?? (await open(path));
  try {
    return await file.readFile("utf8");
  } finally {
    if (!isGiven) await file.close();
  }
}
export async function byChoice(path: string, given?: FileHandle): Promise<string> {
  const close = given ? undefined : true;
  const file = given ?? (await open(path));
  try {
    return await file.readFile("utf8");
  } finally {
    if (close) await file.close();
  }
}
export async function byOwn(path: string, given?: FileHandle): Promise<string> {
  const own = given ? undefined : await open(path);
  const file = given ?? own!;
  try {
    return await file.readFile("utf8");
  } finally {
    await own?.close();
  }
}
export async function byOwnOrGiven(path: string, given?: FileHandle): Promise<string> {
  const own = given === undefined ? await open(path) : undefined;
  try {
    return await (given ?? own!).readFile("utf8");
  } finally {
    if (own) await own.close();
  }
}
export async function byType(given: string | FileHandle): Promise<string> {
  const file = typeof given === "string" ? await open(given) : given;
  try {
    return await file.readFile("utf8");
  } finally {
    if (typeof given === "string") await file.close();
  }
}
export async function byNamedType(given: string | FileHandle): Promise<string> {
  const isPath = typeof given === "string";
  const file = isPath ? await open(given) : given;
  try {
    return await file.readFile("utf8");
  } finally {
    if (isPath) await file.close();
  }
}
export async function byClosure(path: string, given?: FileHandle): Promise<string> {
  const release = given ? async () => {} : () => file.close();
  const file: FileHandle = given ?? (await open(path));
  try {
    return await file.readFile("utf8");
  } finally {
    await release();
  }
}
export async function byComparison(path: string, given: FileHandle | null): Promise<string> {
  const shouldClose = given === null ? true : false;
  const file = given ?? (await open(path));
  try {
    return await file.readFile("utf8");
  } finally {
    if (shouldClose) await file.close();
  }
}
export async function byBranches(path: string, given?: FileHandle): Promise<string> {
  let file: FileHandle;
  let mine: boolean;
  if (given) {
    file = given;
    mine = false;
  } else {
    file = await open(path);
    mine = true;
  }
  try {
    return await file.readFile("utf8");
  } finally {
    if (mine) await file.close();
  }
}
export async function byPair(path: string, given?: FileHandle): Promise<string> {
  const { file, mine } = given ? { file: given, mine: false } : { file: await open(path), mine: true };
  try {
    return await file.readFile("utf8");
  } finally {
    if (mine) await file.close();
  }
}
