import { createWriteStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";

interface Reply {
  readonly message: IncomingMessage;
}

export async function saveFile(folder: string, name: string, reply: Reply): Promise<string> {
  const target = join(folder, name);
  const file = createWriteStream(target);
  return new Promise((resolve, reject) => {
    reply.message.on("error", (error) => {
      file.destroy();
      reject(error);
    });
    const outStream = reply.message.pipe(file);
    outStream.on("error", (error) => {
      reply.message.destroy();
      reject(error);
    });
    outStream.on("close", () => resolve(target));
  });
}
