/** A program's main function: the process is the scope. */

import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { stdin, stdout } from "node:process";

declare class Client { connect(): Promise<void>; query(sql: string): Promise<object[]>; end(): Promise<void> }
declare function createClient(url: string): Client;

export async function ask(question: string): Promise<string> {
  const prompt = createInterface({ input: stdin, output: stdout });
  try {
    return await prompt.question(question);
  } finally {
    prompt.close();
  }
}

export async function main(args: readonly string[]): Promise<void> {
  const [command, path] = args;
  if (command === undefined || path === undefined) {
    console.error("usage: tool COMMAND PATH");
    process.exitCode = 2;
    return;
  }
  switch (command) {
    case "show":
      console.log(readFileSync(path, "utf8"));
      break;
    case "clear":
      if ((await ask(`clear ${path}? `)) === "y") writeFileSync(path, "");
      break;
    case "head":
      console.log(head(path));
      break;
    default:
      throw new Error(`no command ${command}`);
  }
}

function head(path: string): string {
  const fd = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(80);
    return buffer.toString("utf8", 0, readSync(fd, buffer));
  } finally {
    closeSync(fd);
  }
}

export async function dump(url: string): Promise<never> {
  const client = createClient(url);
  await client.connect();
  try {
    console.log(await client.query("select * from notes"));
  } finally {
    await client.end();
  }
  process.exit(0);
}
